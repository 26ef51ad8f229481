#include "reports/expectations.hpp"

#include <gtest/gtest.h>

#include "reports/sample_run.hpp"
#include "reports/standing.hpp"
#include "reports/test_folder.hpp"

namespace zassay {
namespace {

Result<ExpectationFile> loaded(const std::string& yaml) {
  const TestFolder folder;
  return load_expectations(folder.write("libzmq.yaml", yaml));
}

CellResult failing(const std::string& cell, const std::string& check) {
  CellResult result = sample_cell(Verdict::fail);
  result.cell = cell;
  result.case_name = cell.substr(0, cell.find('['));
  result.judgement.check = check;
  result.judgement.findings = {{check, "", Outcome::fail, "MUST", 3, "", {}}};
  return result;
}

RunResult applied(const std::string& yaml, std::vector<CellResult> cells, Chosen chosen = Chosen::whole_set) {
  RunResult run = run_of(std::move(cells));
  const auto file = loaded(yaml);
  EXPECT_TRUE(file) << file.error().sentence;
  if (file) apply_expectations({*file}, chosen, run);
  return run;
}

const std::string known = "- {cells: 'hwm/*', check: exact, reason: known, link: https://example.org/1}\n";

TEST(Expectations, LoadsEveryKey) {
  const auto file = loaded(
      "# known\n- cells: \"hwm/*\"\n  versions: \">=4.3.0 <4.4\"\n  check: exact\n  says: 'a * late'\n  reason: why\n  "
      "link: https://x\n");
  ASSERT_TRUE(file) << file.error().sentence;
  EXPECT_EQ(file->implementation, "libzmq");
  ASSERT_EQ(file->entries.size(), 1U);
  const KnownDeviation& entry = file->entries[0];
  EXPECT_EQ(entry.cells, "hwm/*");
  EXPECT_EQ(entry.versions, ">=4.3.0 <4.4");
  EXPECT_EQ(entry.check, "exact");
  EXPECT_EQ(entry.says, "a * late");
  EXPECT_EQ(entry.reason, "why");
  EXPECT_EQ(entry.link, "https://x");
  EXPECT_EQ(entry.line, 2);
  EXPECT_TRUE(loaded("")->entries.empty());
}

struct Bad {
  const char* yaml;
  const char* place;
  const char* says;
};

TEST(Expectations, EveryMistakeHasItsPlace) {
  for (const Bad& bad : {
           Bad{"cells: x\n", ":1:1", "list"},
           Bad{"- x\n", ":1:3", "mapping"},
           Bad{"- {cells: x, check: y, resaon: z}\n", ":1:24", "unknown key \"resaon\""},
           Bad{"- cells: x\n  check: y\n  cells: z\n", ":3:3", "twice"},
           Bad{"- {cells: [x], check: y}\n", ":1:11", "must be a text"},
           Bad{"- {check: y}\n", ":1:3", "names no cells"},
           Bad{"- {cells: x}\n", ":1:3", "names no check"},
           Bad{"- {cells: x, check: y, versions: about 4}\n", ":1:34", "about"},
           Bad{"- {cells: x, check: y, versions: ''}\n", ":1:34", "empty"},
           Bad{"- {cells: x\n", ":", ""},
       }) {
    const auto file = loaded(bad.yaml);
    ASSERT_FALSE(file) << bad.yaml;
    EXPECT_EQ(file.error().code, "bad-expectations");
    EXPECT_NE(file.error().sentence.find(std::string("libzmq.yaml") + bad.place), std::string::npos)
        << file.error().sentence;
    EXPECT_NE(file.error().sentence.find(bad.says), std::string::npos) << file.error().sentence;
  }
  EXPECT_EQ(load_expectations("/nowhere/libzmq.yaml").error().code, "unreadable");
  EXPECT_FALSE(loaded(std::string(3000, '[')));
}

TEST(Expectations, AFolderGivesItsFilesByName) {
  const TestFolder folder;
  folder.write("b.yaml", known);
  folder.write("a.yaml", "");
  folder.write("notes.txt", "- nothing");
  const auto files = load_expectation_folder(folder.path());
  ASSERT_TRUE(files) << files.error().sentence;
  ASSERT_EQ(files->size(), 2U);
  EXPECT_EQ((*files)[0].implementation, "a");
  EXPECT_EQ((*files)[1].entries.size(), 1U);
  EXPECT_TRUE(load_expectation_folder(folder.path() / "none")->empty());
}

TEST(Glob, MatchesStarsAndQuestionMarksAndTakesBracketsAsTheyAre) {
  EXPECT_TRUE(matches_glob("hwm/*", "hwm/x[transport=tcp]"));
  EXPECT_TRUE(matches_glob("*tcp*", "hwm/x[transport=tcp]"));
  EXPECT_TRUE(matches_glob("hwm/x[transport=tcp]", "hwm/x[transport=tcp]"));
  EXPECT_TRUE(matches_glob("hwm/?", "hwm/x"));
  EXPECT_TRUE(matches_glob("*", ""));
  EXPECT_TRUE(matches_glob("a*b*c", "a-b-b-c"));
  EXPECT_FALSE(matches_glob("hwm/?", "hwm/xy"));
  EXPECT_FALSE(matches_glob("hwm", "hwm/x"));
  EXPECT_FALSE(matches_glob("a*b", "a-b-c"));
  EXPECT_FALSE(matches_glob("", "x"));
  std::string stars;
  for (int i = 0; i < 50; ++i) stars += "*a";
  EXPECT_FALSE(matches_glob(stars + "b", std::string(5000, 'a')));  // would not end if it were exponential
}

TEST(VersionRange, ComparesNumbersNotTexts) {
  EXPECT_TRUE(*is_in_range("4.3.4", ">=4.3.0 <4.4"));
  EXPECT_FALSE(*is_in_range("4.4.0", ">=4.3.0 <4.4"));
  EXPECT_TRUE(*is_in_range("4.10", ">4.9"));
  EXPECT_TRUE(*is_in_range("4.3", "=4.3.0"));
  EXPECT_TRUE(*is_in_range("4.3.0", "4.3"));
  EXPECT_TRUE(*is_in_range("4.3.6-dev", "<=4.3.6"));
  EXPECT_FALSE(*is_in_range("", ">=1"));
  for (const char* bad : {"", " ", "~4.3", "4.x", ">=", ">=4..3", "4.", "=>4", "<4 or"}) {
    const auto range = is_in_range("4.3.4", bad);
    ASSERT_FALSE(range) << bad;
    EXPECT_EQ(range.error().code, "bad-range");
  }
}

/// Another defect in the same place is not known.
TEST(Expectations, ExplainOnlyAFailureThatSaysWhatIsKnown) {
  const std::string says = "- {cells: 'hwm/*', check: exact, says: '*message 3*', reason: known}\n";
  CellResult known_one = failing("hwm/x[hwm=1]", "exact");
  known_one.judgement.findings[0].sentence = "message 3 is missing";
  CellResult other = failing("hwm/x[hwm=2]", "exact");
  other.judgement.findings[0].sentence = "message 4 is missing";
  CellResult both = known_one;
  both.judgement.findings.push_back(other.judgement.findings[0]);
  CellResult story = failing("hwm/x[hwm=4]", "until");
  story.judgement.findings.clear();
  story.judgement.reason = "until connected: 1 of 2";
  const RunResult run = applied(says + "- {cells: 'hwm/*', check: until, says: '*: 1 of 2', reason: slow}\n",
                                {known_one, other, both, story});
  EXPECT_EQ(run.cells[0].expected_reason, "known");
  EXPECT_FALSE(run.cells[1].expected_reason);
  EXPECT_FALSE(run.cells[2].expected_reason);
  EXPECT_EQ(run.cells[3].expected_reason, "slow");
}

TEST(Expectations, ExplainACellThatFailsByThatCheckAndNoOther) {
  const RunResult run = applied(known, {failing("hwm/x[hwm=1]", "exact"), failing("hwm/x[hwm=2]", "fifo")});
  EXPECT_EQ(run.cells[0].expected_reason, "known (https://example.org/1)");
  EXPECT_EQ(standing_of(run.cells[0]), Standing::expected);
  EXPECT_FALSE(run.cells[1].expected_reason);
  EXPECT_TRUE(run.stale_expectations.empty());
  CellResult both = failing("hwm/x[hwm=3]", "exact");
  both.judgement.findings.push_back({"fifo", "", Outcome::fail, "MUST", 4, "", {}});
  EXPECT_FALSE(applied(known, {both}).cells[0].expected_reason);
  const std::string two = known + "- {cells: 'hwm/x', check: fifo, reason: also}\n";
  EXPECT_EQ(applied(two, {both}).cells[0].expected_reason, "known (https://example.org/1); also");
}

TEST(Expectations, ExplainOneCellAsSoonAsItEnded) {
  const auto file = loaded(known);
  ASSERT_TRUE(file);
  CellResult cell = failing("hwm/x[hwm=1]", "exact");
  explain_cell({*file}, cell);
  EXPECT_EQ(standing_of(cell), Standing::expected);
  cell.judgement.findings[0].check = cell.judgement.check = "fifo";
  explain_cell({*file}, cell);
  EXPECT_EQ(standing_of(cell), Standing::failed);
}

TEST(Expectations, ExplainBreakagesByVerdictOrCode) {
  CellResult stuck = failing("hwm/x[hwm=1]", "stuck");
  stuck.judgement.verdict = Verdict::stuck;
  stuck.judgement.findings.clear();
  EXPECT_TRUE(applied("- {cells: '*', check: stuck, reason: r}\n", {stuck}).cells[0].expected_reason);
  CellResult crash = stuck;
  crash.judgement.verdict = Verdict::crash;
  crash.judgement.check = crash.code = "early-exit";
  EXPECT_TRUE(applied("- {cells: '*', check: crash, reason: r}\n", {crash}).cells[0].expected_reason);
  EXPECT_TRUE(applied("- {cells: '*', check: early-exit, reason: r}\n", {crash}).cells[0].expected_reason);
  EXPECT_FALSE(applied("- {cells: '*', check: stuck, reason: r}\n", {crash}).cells[0].expected_reason);
  EXPECT_FALSE(applied("- {cells: '*', check: inconclusive, reason: r}\n", {sample_cell(Verdict::inconclusive)})
                   .cells[0]
                   .expected_reason);
}

TEST(Expectations, ConcernOnlyTheirImplementationAndVersions) {
  const std::string older = "- {cells: '*', versions: '<4.3', check: exact, reason: r}\n";
  const RunResult run = applied(older, {failing("hwm/x[]", "exact")});
  EXPECT_FALSE(run.cells[0].expected_reason);
  EXPECT_TRUE(run.stale_expectations.empty());  // no cell of these versions was planned
  CellResult other = failing("hwm/x[]", "exact");
  other.sides = {{"a", "jeromq@0.6.0"}};
  EXPECT_FALSE(applied(known, {other}).cells[0].expected_reason);
  other.sides["b"] = "libzmq@4.3.4";
  EXPECT_TRUE(applied(known, {other}).cells[0].expected_reason);
}

/// What is known of a library holds for whoever brings it along, in the library's own versions.
TEST(Expectations, ConcernTheLibraryInsideAnImplementation) {
  CellResult cell = failing("hwm/x[]", "exact");
  cell.sides = {{"a", "pyzmq@27.3.0+libzmq4.3.5"}};
  EXPECT_TRUE(applied(known, {cell}).cells[0].expected_reason);
  EXPECT_TRUE(
      applied("- {cells: '*', versions: '=4.3.5', check: exact, reason: r}\n", {cell}).cells[0].expected_reason);
  EXPECT_FALSE(
      applied("- {cells: '*', versions: '<4.3.5', check: exact, reason: r}\n", {cell}).cells[0].expected_reason);
  EXPECT_FALSE(applied("- {cells: '*', versions: '>=27', check: exact, reason: r}\n", {cell}).cells[0].expected_reason);
}

TEST(Expectations, AreStaleWhenTheyMatchNothingOrTheirCellsPass) {
  CellResult passing = sample_cell(Verdict::pass);
  passing.cell = "hwm/x[]";
  ASSERT_EQ(applied(known, {passing}).stale_expectations.size(), 1U);
  EXPECT_NE(applied(known, {passing}).stale_expectations[0].find("libzmq.yaml:1"), std::string::npos);
  EXPECT_TRUE(applied(known, {passing, failing("hwm/y[]", "exact")}).stale_expectations.empty());
  CellResult elsewhere = passing;
  elsewhere.cell = "poll/x[]";
  EXPECT_EQ(applied(known, {elsewhere}).stale_expectations.size(), 1U);
  EXPECT_TRUE(applied(known, {elsewhere}, Chosen::a_part).stale_expectations.empty());
  EXPECT_TRUE(applied(known, {passing}, Chosen::a_part).stale_expectations.empty());
  CellResult open = sample_cell(Verdict::inconclusive);
  open.cell = "hwm/y[]";
  EXPECT_TRUE(applied(known, {passing, open}).stale_expectations.empty());
  open.judgement.verdict = Verdict::unsupported;
  EXPECT_TRUE(applied(known, {open}).stale_expectations.empty());
  EXPECT_EQ(applied(known, {passing, open}).stale_expectations.size(), 1U);
}

TEST(Expectations, ARunThatStoppedEarlyMakesNothingStale) {
  CellResult passing = sample_cell(Verdict::pass);
  passing.cell = "hwm/x[]";
  RunResult run = run_of({passing});
  run.planned = 2;
  apply_expectations({*loaded(known)}, Chosen::whole_set, run);
  EXPECT_TRUE(run.stale_expectations.empty());
}

TEST(Expectations, AnEntryWithoutReasonDoesNotCountAndSaysSo) {
  const RunResult run = applied("- {cells: 'hwm/*', check: exact, reason: ''}\n", {failing("hwm/x[]", "exact")});
  EXPECT_FALSE(run.cells[0].expected_reason);
  ASSERT_EQ(run.stale_expectations.size(), 1U);
  EXPECT_NE(run.stale_expectations[0].find("no reason"), std::string::npos);
}

TEST(Expectations, ADraftWithReasonsExplainsEverythingItWasMadeFrom) {
  CellResult crash = sample_cell(Verdict::crash);
  crash.cell = "hwm/y[hwm=1]";
  crash.case_name = "hwm/y";
  crash.judgement.check = crash.code = "early-exit";
  CellResult passing = sample_cell(Verdict::pass);
  passing.cell = "hwm/y[hwm=2]";
  passing.case_name = "hwm/y";
  const RunResult run = run_of({failing("hwm/x[hwm=1]", "exact"), failing("hwm/x[hwm=2]", "exact"), crash, passing});
  std::string draft = draft_expectations(run, "libzmq");
  expect_golden("draft.yaml", draft);
  EXPECT_FALSE(applied(draft, run.cells).cells[0].expected_reason);  // not before it has reasons
  for (std::size_t at = draft.find("reason: \"\""); at != std::string::npos; at = draft.find("reason: \"\"")) {
    draft.replace(at, 10, "reason: why");
  }
  const RunResult explained = applied(draft, run.cells);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(explained.cells[i].expected_reason, "why") << i;
  EXPECT_TRUE(explained.stale_expectations.empty());
  EXPECT_EQ(draft_expectations(explained, "libzmq"), "");
  EXPECT_EQ(draft_expectations(run, "jeromq"), "");
}

}  // namespace
}  // namespace zassay
