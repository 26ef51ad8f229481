// Recorded histories of every check and outcome: fixtures/<check>/<outcome>[-what].jsonl.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "check/fixture_files.hpp"
#include "check/judge.hpp"
#include "check/ledger.hpp"

namespace zassay {
namespace {

using namespace test;
namespace fs = std::filesystem;

constexpr std::array outcomes = {Outcome::pass, Outcome::fail, Outcome::inconclusive, Outcome::not_exercised};

/// Of the checks; those in the other folders have tests of their own.
std::vector<fs::path> fixtures() {
  std::vector<fs::path> files;
  for (const fs::path& file : fixture_files()) {
    if (folder_of(file) != "story" && folder_of(file) != "recorded") files.push_back(file);
  }
  return files;
}

/// The outcome that a file is named after.
Outcome outcome_of(const fs::path& file) {
  const std::string name = file.stem().string();
  for (const Outcome outcome : outcomes) {
    const std::string word = to_string(outcome);
    if (name == word || name.starts_with(word + "-")) return outcome;
  }
  ADD_FAILURE() << file << " is not named after an outcome";
  return Outcome::pass;
}

class Fixture : public testing::TestWithParam<fs::path> {};

TEST_P(Fixture, GivesTheOutcomeOfItsName) {
  const auto history = read_history(GetParam().string());
  ASSERT_TRUE(history) << history.error().sentence;
  const CheckEntry* entry = find_check_entry(folder_of(GetParam()));
  ASSERT_NE(entry, nullptr) << "no check is called as the folder of " << GetParam();
  RecordedExpectation expectation;
  expectation.check = entry->name;
  if (!entry->is_implicit) {
    ASSERT_EQ(history->header.expect.size(), 1U);
    expectation = history->header.expect.front();
    ASSERT_EQ(expectation.check, entry->name);
  }
  ASSERT_EQ(find_bad_argument(*history, expectation, entry->arguments), "");
  const Finding finding = entry->function(*history, expectation);
  EXPECT_EQ(to_string(finding.outcome), to_string(outcome_of(GetParam()))) << finding.sentence;
  EXPECT_FALSE(finding.sentence.empty());
  const std::string sentence = string_member(history->header.whole, "expect_sentence");
  EXPECT_NE(finding.sentence.find(sentence), std::string::npos) << finding.sentence << "\nlacks\n" << sentence;
  EXPECT_EQ(sentence.empty(), finding.outcome != Outcome::fail) << "a failing fixture says what the sentence must say";
  for (const std::size_t event : finding.events) EXPECT_LT(event, history->events);
  EXPECT_NE(judge(*history).verdict, Verdict::error);
}

TEST_P(Fixture, GivesTheCauseThatItNames) {
  const auto history = read_history(GetParam().string());
  ASSERT_TRUE(history) << history.error().sentence;
  const auto cause = history->header.whole.find("expect_cause");
  if (cause == history->header.whole.end()) return;
  const std::vector<LedgerEntry> ledger = make_ledger(*history);
  ASSERT_EQ(ledger.size(), 1U) << "one cause for all of its losses";
  EXPECT_EQ(ledger.front().cause, cause->at(0)) << ledger.front().evidence;
  EXPECT_EQ(ledger.front().certainty, cause->at(1)) << ledger.front().evidence;
}

std::string test_name(const testing::TestParamInfo<fs::path>& info) {
  std::string name = folder_of(info.param) + "_" + info.param.stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Checks, Fixture, testing::ValuesIn(fixtures()), test_name);

TEST(Fixtures, CoverEveryOutcomeThatTheDocumentAllows) {
  const auto allowed = documented_outcomes();
  std::map<std::string, std::set<Outcome>> covered;
  for (const fs::path& file : fixtures()) covered[folder_of(file)].insert(outcome_of(file));
  for (const CheckEntry& entry : all_checks()) {
    ASSERT_TRUE(allowed.contains(entry.name)) << entry.name << " is not in docs/verdicts.md";
    for (const Outcome outcome : outcomes) {
      EXPECT_EQ(covered[entry.name].contains(outcome), allowed.at(entry.name).contains(outcome))
          << entry.name << ": " << to_string(outcome);
    }
  }
  EXPECT_EQ(allowed.size(), all_checks().size());
}

/// docs/verdicts.md is the one place that says which outcome a check cannot have, and why.
TEST(Fixtures, AnOutcomeThatCannotBeHasAReason) {
  for (const std::vector<std::string>& cells : documented_rows("## Checks")) {
    for (const std::size_t cell : {std::size_t{3}, std::size_t{4}}) {
      const std::string dash = "–";
      const bool is_ruled_out = cells.at(cell).starts_with(dash);
      const std::size_t reason = is_ruled_out ? trimmed(cells.at(cell).substr(dash.size())).size() : 0;
      EXPECT_TRUE(!is_ruled_out || reason > 10) << cells.at(1);
    }
  }
}

TEST(Fixtures, NameEveryCauseOfTheLedger) {
  std::set<std::string> named;
  for (const fs::path& file : fixtures()) {
    const auto history = read_history(file.string());
    ASSERT_TRUE(history) << file;
    for (const LedgerEntry& entry : make_ledger(*history)) named.insert(entry.cause);
  }
  const std::set<std::string> causes = {"not-subscribed", "filtered",    "unroutable",     "no-peer",
                                        "at-mark",        "linger",      "peer-gone",      "conflated",
                                        "out-of-step",    "unexplained", "connection-cut", "shared-socket"};
  EXPECT_EQ(named, causes);
}

}  // namespace
}  // namespace zassay
