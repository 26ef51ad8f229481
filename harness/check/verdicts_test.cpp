// Recorded histories of every verdict of a cell: fixtures/story/<verdict>[-what].jsonl, each with the check that must
// have decided, words of the reason, and the level.

#include <gtest/gtest.h>

#include "check/fixture_files.hpp"
#include "check/judge.hpp"

namespace zassay {
namespace {

using namespace test;
namespace fs = std::filesystem;

class StoryFixture : public testing::TestWithParam<fs::path> {};

TEST_P(StoryFixture, GivesTheVerdictOfItsName) {
  const auto history = read_history(GetParam().string());
  ASSERT_TRUE(history) << history.error().sentence;
  const auto expected = history->header.whole.find("expect_verdict");
  ASSERT_TRUE(expected != history->header.whole.end() && expected->size() == 3) << "check, sentence and level";
  const Judgement judgement = judge(*history);
  const std::string name = GetParam().stem().string();
  const std::string verdict = to_string(judgement.verdict);
  EXPECT_TRUE(name == verdict || name.starts_with(verdict + "-")) << verdict << ": " << judgement.reason;
  EXPECT_EQ(judgement.check, expected->at(0));
  EXPECT_NE(judgement.reason.find(expected->at(1).get<std::string>()), std::string::npos) << judgement.reason;
  EXPECT_EQ(judgement.reason.empty(), judgement.verdict == Verdict::pass);
  EXPECT_EQ(judgement.level, expected->at(2));
}

std::string test_name(const testing::TestParamInfo<fs::path>& info) {
  std::string name = info.param.stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Verdicts, StoryFixture, testing::ValuesIn(fixture_files("story")), test_name);

TEST(Verdicts, EachHasARowInTheDocumentAndAHistory) {
  std::set<std::string> recorded;
  for (const fs::path& file : fixture_files("story")) {
    const auto history = read_history(file.string());
    ASSERT_TRUE(history) << file;
    recorded.insert(to_string(judge(*history).verdict));
  }
  std::set<std::string> documented;
  for (const std::vector<std::string>& cells : documented_rows("# Verdicts")) documented.insert(cells.at(1));
  EXPECT_EQ(recorded, documented);
  EXPECT_EQ(documented.size(), static_cast<std::size_t>(Verdict::error) + 1);
}

}  // namespace
}  // namespace zassay
