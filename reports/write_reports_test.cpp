#include "reports/write_reports.hpp"

#include <gtest/gtest.h>

#include "reports/page.hpp"
#include "reports/results_json.hpp"
#include "reports/sample_run.hpp"
#include "reports/test_folder.hpp"
#include "reports/view_model.hpp"

namespace zassay {
namespace {

namespace fs = std::filesystem;

TEST(WriteReports, WritesAllFourAndLeavesNothingElse) {
  const TestFolder folder;
  const fs::path out = folder.path() / "deep" / "out";
  const auto written = write_reports(sample_run(), out);
  ASSERT_TRUE(written) << written.error().sentence;
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(out)) names.insert(entry.path().filename().string());
  EXPECT_EQ(names, (std::set<std::string>{"index.html", "junit.xml", "results.json", "summary.md"}));
  EXPECT_EQ(folder.read("deep/out/index.html"), page_of(view_model(sample_run())));
  const auto read = run_result_from_json(*parse_json(folder.read("deep/out/results.json")));
  ASSERT_TRUE(read) << read.error().sentence;
  EXPECT_EQ(to_json(*read), to_json(sample_run()));
}

TEST(WriteReports, OneThatFailsDoesNotStopTheOthersAndKeepsWhatWasThere) {
  const TestFolder folder;
  fs::create_directories(folder.path() / "junit.xml" / "in-the-way");
  folder.write("summary.md", "old");
  const auto written = write_reports(sample_run(), folder.path());
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, "unwritable");
  EXPECT_NE(written.error().sentence.find("junit.xml"), std::string::npos) << written.error().sentence;
  EXPECT_EQ(written.error().sentence.find("summary.md"), std::string::npos) << written.error().sentence;
  EXPECT_NE(folder.read("summary.md"), "old");
  EXPECT_TRUE(fs::exists(folder.path() / "index.html"));
  for (const auto& entry : fs::directory_iterator(folder.path())) EXPECT_NE(entry.path().extension(), ".part");
}

TEST(WriteReports, AFolderThatCannotBeNamesAllReports) {
  const TestFolder folder;
  folder.write("file", "");
  const auto written = write_reports(sample_run(), folder.path() / "file");
  ASSERT_FALSE(written);
  for (const char* name : {"results.json", "junit.xml", "summary.md", "index.html"}) {
    EXPECT_NE(written.error().sentence.find(name), std::string::npos) << written.error().sentence;
  }
}

TEST(WriteReports, TheSameRunGivesTheSameBytes) {
  const TestFolder one;
  const TestFolder two;
  ASSERT_TRUE(write_reports(hostile_run(), one.path()));
  ASSERT_TRUE(write_reports(hostile_run(), two.path()));
  for (const char* name : {"results.json", "junit.xml", "summary.md", "index.html"}) {
    EXPECT_TRUE(one.read(name) == two.read(name)) << name;
  }
}

}  // namespace
}  // namespace zassay
