#include "reports/results_json.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "reports/sample_run.hpp"

namespace zassay {
namespace {

std::string bytes_of(const RunResult& run) { return to_json(run).dump(1) + "\n"; }  // throws on invalid UTF-8

TEST(ResultsJson, GoldenOfEveryVerdict) { expect_golden("results.json", bytes_of(sample_run())); }

TEST(ResultsJson, GoldenOfHostileText) { expect_golden("hostile.results.json", bytes_of(hostile_run())); }

TEST(ResultsJson, ComesBackAsItWas) {
  const Json json = to_json(sample_run());
  const auto run = run_result_from_json(json);
  ASSERT_TRUE(run) << run.error().sentence;
  EXPECT_EQ(to_json(*run), json);
  EXPECT_EQ(run->seed, std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(run->cells[6].expected_reason, sample_run().cells[6].expected_reason);
  EXPECT_FALSE(run->cells[0].expected_reason);
}

TEST(ResultsJson, HostileTextComesBackAsValidText) {
  const Json json = to_json(hostile_run());
  const auto run = run_result_from_json(*parse_json(json.dump()));
  ASSERT_TRUE(run) << run.error().sentence;
  EXPECT_EQ(to_json(*run), json);
}

TEST(ResultsJson, EveryMissingOrWrongMemberIsAnErrorThatNamesIt) {
  const Json whole = to_json(sample_run());
  for (const auto& [key, value] : whole.items()) {
    if (key == "summary") continue;
    Json broken = whole;
    broken.erase(key);
    const auto missing = run_result_from_json(broken);
    ASSERT_FALSE(missing) << key;
    EXPECT_EQ(missing.error().code, "bad-results");
    EXPECT_NE(missing.error().sentence.find(key), std::string::npos) << missing.error().sentence;
  }
  const Json cell = whole["cells"][2];
  for (const auto& [key, value] : cell.items()) {
    if (key == "expected_reason") continue;
    Json broken = whole;
    broken["cells"][2][key] = 1.5;
    if (key == "wall_ms") broken["cells"][2][key] = "long";
    const auto wrong = run_result_from_json(broken);
    ASSERT_FALSE(wrong) << key;
    EXPECT_NE(wrong.error().sentence.find("cells[2]." + key), std::string::npos) << wrong.error().sentence;
  }
}

TEST(ResultsJson, RefusesOtherVersionsAndOtherKindsOfJson) {
  Json other = to_json(sample_run());
  other["results"] = 2;
  EXPECT_FALSE(run_result_from_json(other));
  for (const char* text : {"null", "[]", "{}", "3", "\"x\""}) {
    const auto run = run_result_from_json(*parse_json(text));
    ASSERT_FALSE(run) << text;
    EXPECT_EQ(run.error().code, "bad-results");
  }
  other = to_json(sample_run());
  other["jobs"] = -1;
  EXPECT_FALSE(run_result_from_json(other));
  other["jobs"] = 5'000'000'000;
  EXPECT_FALSE(run_result_from_json(other));
}

TEST(ResultsJson, NumbersThatAreNoneBecomeNullAndZero) {
  RunResult run = sample_run();
  run.wall_ms = std::numeric_limits<double>::quiet_NaN();
  const auto back = run_result_from_json(*parse_json(to_line(to_json(run))));
  ASSERT_TRUE(back) << back.error().sentence;
  EXPECT_EQ(back->wall_ms, 0);
}

}  // namespace
}  // namespace zassay
