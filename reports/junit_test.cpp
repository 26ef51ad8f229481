#include "reports/junit.hpp"

#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "reports/sample_run.hpp"

namespace zassay {
namespace {

pugi::xml_document parsed(const RunResult& run) {
  pugi::xml_document document;
  const auto outcome = document.load_string(junit_of(run).c_str());
  EXPECT_TRUE(outcome) << outcome.description();
  return document;
}

/// The element that JUnit readers would show for a run of just this cell: its name and type.
std::string outcome_of(const CellResult& cell) {
  const auto document = parsed(run_of({cell}));
  const auto testcase = document.child("testsuites").child("testsuite").child("testcase");
  EXPECT_TRUE(testcase);
  for (const char* kind : {"failure", "error", "skipped"}) {
    if (const auto node = testcase.child(kind)) return std::string(kind) + " " + node.attribute("type").value();
  }
  return "passed";
}

TEST(Junit, GoldenOfEveryVerdict) { expect_golden("junit.xml", junit_of(sample_run())); }

TEST(Junit, GoldenOfHostileText) { expect_golden("hostile.junit.xml", junit_of(hostile_run())); }

TEST(Junit, MapsEachVerdict) {
  EXPECT_EQ(outcome_of(sample_cell(Verdict::pass)), "passed");
  EXPECT_EQ(outcome_of(sample_cell(Verdict::fail)), "failure fail");
  EXPECT_EQ(outcome_of(sample_cell(Verdict::stuck)), "failure stuck");
  EXPECT_EQ(outcome_of(sample_cell(Verdict::crash)), "failure crash");
  EXPECT_EQ(outcome_of(sample_cell(Verdict::hang)), "failure hang");
  EXPECT_EQ(outcome_of(sample_cell(Verdict::violation)), "failure violation");
  EXPECT_EQ(outcome_of(sample_cell(Verdict::inconclusive)), "failure inconclusive");
  EXPECT_EQ(outcome_of(sample_cell(Verdict::not_exercised)), "failure inconclusive");
  EXPECT_EQ(outcome_of(sample_cell(Verdict::error)), "error error");
  EXPECT_EQ(outcome_of(sample_cell(Verdict::unsupported)), "skipped ");
  EXPECT_EQ(outcome_of(sample_cell(Verdict::fail, "SHOULD")), "skipped ");
  EXPECT_EQ(outcome_of(sample_cell(Verdict::fail, "INFO")), "skipped ");
  CellResult known = sample_cell(Verdict::fail);
  known.expected_reason = "known";
  EXPECT_EQ(outcome_of(known), "skipped ");
}

TEST(Junit, AFailureSaysWhatAReaderNeeds) {
  const RunResult run = sample_run();
  const auto document = parsed(run_of({run.cells[2]}));
  const auto testcase = document.child("testsuites").child("testsuite").child("testcase");
  EXPECT_STREQ(testcase.attribute("classname").value(), "hwm.push-blocks-and-resumes");
  EXPECT_EQ(testcase.attribute("name").value(), run.cells[2].cell);
  const std::string text = testcase.child("failure").text().get();
  for (const std::string& part : {run.cells[2].history, run.cells[2].repeat_command, std::string("PIPELINE-PUSH-07"),
                                  std::string("exact"), std::string("yaml:14")}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << " in\n" << text;
  }
}

TEST(Junit, CountsAgreeWithTheElements) {
  const auto document = parsed(sample_run());
  const auto suite = document.child("testsuites").child("testsuite");
  const auto count = [&](const char* path) { return document.select_nodes(path).size(); };
  EXPECT_EQ(suite.attribute("tests").as_uint(), count("//testcase"));
  EXPECT_EQ(suite.attribute("failures").as_uint(), count("//failure"));
  EXPECT_EQ(suite.attribute("errors").as_uint(), count("//error"));
  EXPECT_EQ(suite.attribute("skipped").as_uint(), count("//skipped"));
}

}  // namespace
}  // namespace zassay
