// One event of a good history is changed: the right check notices, and only it. Every recorded history that is good,
// and generated ones of any shape.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <iostream>
#include <numeric>

#include "check/fixture_files.hpp"
#include "check/generated_calls.hpp"
#include "check/generated_history.hpp"
#include "check/mutation.hpp"

namespace zassay {
namespace {

using namespace test;

/// The history of a text, with all that holds of it.
std::optional<Subject> subject_of_text(const std::string& name, std::istream& text) {
  Lines lines;
  for (std::string line; std::getline(text, line);) {
    auto value = parse_json(line);
    if (!value) return std::nullopt;
    lines.push_back(std::move(*value));
  }
  return subject_of(name, with_what_holds(lines));
}

/// Nothing arrived twice in it: one of two copies would stand for the other when it is changed.
bool is_good(const Subject& subject) {
  const CheckEntry* entry = find_check_entry("at_most_once");
  RecordedExpectation expectation;
  expectation.check = entry->name;
  return entry->function(subject.history, expectation).outcome != Outcome::fail;
}

/// The fixtures that pass, and the histories of real runs.
const std::vector<Subject>& good_histories() {
  static const std::vector<Subject> all = [] {
    std::vector<Subject> subjects;
    for (const auto& file : fixture_files()) {
      if (folder_of(file) != "recorded" && !file.stem().string().starts_with("pass")) continue;
      std::ifstream text(file);
      auto subject = subject_of_text(folder_of(file) + "/" + file.stem().string(), text);
      EXPECT_TRUE(subject) << file;
      if (subject && is_good(*subject)) subjects.push_back(std::move(*subject));
    }
    return subjects;
  }();
  return all;
}

/// At most so many places, from all over the history.
std::vector<std::size_t> some_of(const std::vector<std::size_t>& all, std::size_t most) {
  if (all.size() <= most) return all;
  std::vector<std::size_t> picked;
  for (std::size_t i = 0; i < most; ++i) picked.push_back(all[i * all.size() / most]);
  return picked;
}

std::uint64_t sum_of(const std::map<std::string, std::uint64_t>& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const auto& item) { return sum + item.second; });
}

/// No check and no mutation may be there for nothing: each check fails by a mutation, and each mutation takes a pass
/// from a check.
void expect_all_met(const Statistics& statistics) {
  std::map<std::string, std::uint64_t> by_mutation;
  for (const auto& [check, counts] : statistics.decided) {
    for (const auto& [mutation, count] : counts) by_mutation[mutation] += count;
  }
  for (const Mutation& mutation : all_mutations()) {
    const auto struck = statistics.strikes.find(mutation.name);
    EXPECT_NE(struck, statistics.strikes.end()) << mutation.name << " never struck";
    EXPECT_EQ(by_mutation.contains(mutation.name), !mutation.is_harmless) << mutation.name;
    for (const auto& [check, must] : mutation.noticed_by) {
      EXPECT_NE(statistics.decided.find(check), statistics.decided.end()) << check;
    }
  }
  for (const CheckEntry& entry : all_checks()) {
    const auto failed = statistics.failed.find(entry.name);
    ASSERT_NE(failed, statistics.failed.end()) << entry.name << " was made to fail by no mutation";
    testing::Test::RecordProperty("failures_of_" + entry.name, std::to_string(sum_of(failed->second)));
  }
}

TEST(Mutation, OfEveryRecordedHistoryIsNoticedByTheRightChecks) {
  Statistics statistics;
  std::size_t wrong = 0;
  for (const Subject& subject : good_histories()) {
    unsigned choice = 0;
    // Each strike reads and judges the whole history again: a long one is struck at fewer places by each mutation.
    const std::size_t most = std::clamp<std::size_t>(100 / subject.lines.size(), 1, 5);
    for (const Mutation& mutation : all_mutations()) {
      for (const std::size_t line : some_of(places(subject, mutation), most)) {
        for (unsigned i = 0; i < (most > 1 ? 2U : 1U); ++i) {
          const auto problem = verify(subject, mutation, line, choice++, statistics);
          if (problem && !problem->empty() && ++wrong <= 10) ADD_FAILURE() << *problem;
        }
      }
    }
  }
  EXPECT_EQ(wrong, 0U);
  expect_all_met(statistics);
}

/// A story that did not come to its end is never green, whatever the checks say.
TEST(Mutation, OfTheEndIsNeverAPass) {
  for (const Subject& subject : good_histories()) {
    for (const char* outcome : {"contradicted", "unexpected", "unknown", "stuck", "crash", "hang", "violation",
                                "unsupported", "error", "?"}) {
      Lines lines = subject.lines;
      const auto end = std::find_if(lines.begin(), lines.end(),
                                    [](const Json& line) { return string_member(line, "event") == "end"; });
      if (end == lines.end() || string_member(*end, "outcome") != "completed") continue;
      (*end)["outcome"] = outcome;
      const auto changed = subject_of(subject.name, lines);
      ASSERT_TRUE(changed);
      EXPECT_GT(changed->judgement.verdict, Verdict::not_exercised) << subject.name << " " << outcome;
      // A check that passed may be undecided now, and no more: it proves nothing that the story did not come to.
      for (std::size_t i = 0; i < subject.judgement.findings.size(); ++i) {
        const auto& findings = changed->judgement.findings;
        const Finding& after = findings.at(i + findings.size() - subject.judgement.findings.size());
        const bool accuses = after.outcome == Outcome::fail && subject.judgement.findings[i].outcome != Outcome::fail;
        EXPECT_FALSE(accuses) << subject.name << " " << outcome << ": " << after.sentence;
      }
    }
  }
}

/// Strikes the history somewhere, by any mutation that can, several times.
void strike_anywhere(const Subject& subject, Statistics& statistics) {
  std::vector<const Mutation*> able;
  for (const Mutation& mutation : all_mutations()) {
    if (!places(subject, mutation).empty()) able.push_back(&mutation);
  }
  for (int i = 0; i < 5; ++i) {
    const Mutation& mutation = **rc::gen::elementOf(able);
    const std::size_t line = *rc::gen::elementOf(places(subject, mutation));
    const auto problem = verify(subject, mutation, line, *rc::gen::inRange(0U, 1000U), statistics);
    if (problem && !problem->empty()) RC_FAIL(*problem);
    if (i == 0) RC_TAG(mutation.name, problem ? "struck" : "could not strike there");
  }
}

/// How often each check was met by each mutation, for who wants to see what the dice did.
void tell(const Statistics& statistics) {
  for (const auto& [check, counts] : statistics.decided) {
    std::cout << "  " << check << " noticed " << sum_of(counts) << ":";
    for (const auto& [mutation, count] : counts) std::cout << " " << mutation << " " << count << ";";
    std::cout << "\n";
  }
}

TEST(MutationProperty, AnyChangeOfARecordedHistoryIsNoticedByTheRightChecks) {
  Statistics statistics;
  EXPECT_TRUE(rc::check("any change of a recorded history", [&] {
    const auto& subjects = good_histories();
    const Subject& subject = subjects[*rc::gen::inRange<std::size_t>(0, subjects.size())];
    strike_anywhere(subject, statistics);
  }));
  tell(statistics);
}

TEST(MutationProperty, AnyChangeOfAGeneratedHistoryIsNoticedByTheRightChecks) {
  Statistics statistics;
  EXPECT_TRUE(rc::check("any change of a generated history", [&] {
    const Plan plan = any_plan();
    std::istringstream text(*rc::gen::arbitrary<bool>() ? text_of(plan, deliver(plan)) : AnyCalls().text());
    const auto subject = subject_of_text("generated", text);
    RC_ASSERT(subject.has_value());
    RC_ASSERT(subject->judgement.verdict == Verdict::pass || subject->judgement.check == "fifo");
    strike_anywhere(*subject, statistics);
  }));
  tell(statistics);
}

}  // namespace
}  // namespace zassay
