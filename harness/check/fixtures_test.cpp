// Recorded histories of every check and outcome: fixtures/<check>/<outcome>[-what].jsonl.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "check/checks.hpp"
#include "check/judge.hpp"
#include "check/ledger.hpp"

namespace zassay {
namespace {

namespace fs = std::filesystem;

constexpr std::array outcomes = {Outcome::pass, Outcome::fail, Outcome::inconclusive, Outcome::not_exercised};

std::vector<fs::path> fixtures() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(SOURCE_DIRECTORY) / "harness/check/fixtures")) {
    if (entry.path().extension() == ".jsonl") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string check_of(const fs::path& file) { return file.parent_path().filename().string(); }

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
  const CheckEntry* entry = find_check_entry(check_of(GetParam()));
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
  std::string name = check_of(info.param) + "_" + info.param.stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Checks, Fixture, testing::ValuesIn(fixtures()), test_name);

std::string trimmed(std::string text) {
  text.erase(0, text.find_first_not_of(" `"));
  text.erase(text.find_last_not_of(" `") + 1);
  return text;
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) parts.push_back(trimmed(part));
  return parts;
}

/// The outcomes that the table "Checks" of docs/verdicts.md allows: a cell that begins with a dash allows none.
std::map<std::string, std::set<Outcome>> documented_outcomes() {
  std::map<std::string, std::set<Outcome>> allowed;
  std::ifstream file(fs::path(SOURCE_DIRECTORY) / "docs/verdicts.md");
  bool in_table = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("## ")) in_table = line == "## Checks";
    if (!in_table || !line.starts_with("| `")) continue;
    const std::vector<std::string> cells = split(line, '|');
    std::set<Outcome> of_check = {Outcome::pass, Outcome::fail};
    if (!cells.at(3).starts_with("–")) of_check.insert(Outcome::inconclusive);
    if (!cells.at(4).starts_with("–")) of_check.insert(Outcome::not_exercised);
    for (const std::string& name : split(cells.at(1), ',')) allowed[name] = of_check;
  }
  return allowed;
}

TEST(Fixtures, CoverEveryOutcomeThatTheDocumentAllows) {
  const auto allowed = documented_outcomes();
  std::map<std::string, std::set<Outcome>> covered;
  for (const fs::path& file : fixtures()) covered[check_of(file)].insert(outcome_of(file));
  for (const CheckEntry& entry : all_checks()) {
    ASSERT_TRUE(allowed.contains(entry.name)) << entry.name << " is not in docs/verdicts.md";
    for (const Outcome outcome : outcomes) {
      EXPECT_EQ(covered[entry.name].contains(outcome), allowed.at(entry.name).contains(outcome))
          << entry.name << ": " << to_string(outcome);
    }
  }
  EXPECT_EQ(allowed.size(), all_checks().size());
}

TEST(Fixtures, NameEveryCauseOfTheLedger) {
  std::set<std::string> named;
  for (const fs::path& file : fixtures()) {
    const auto history = read_history(file.string());
    ASSERT_TRUE(history) << file;
    for (const LedgerEntry& entry : make_ledger(*history)) named.insert(entry.cause);
  }
  const std::set<std::string> causes = {"not-subscribed", "filtered",  "unroutable", "no-peer",     "at-mark",
                                        "linger",         "peer-gone", "conflated",  "out-of-step", "unexplained"};
  EXPECT_EQ(named, causes);
}

}  // namespace
}  // namespace zassay
