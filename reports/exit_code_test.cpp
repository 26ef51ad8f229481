#include "reports/exit_code.hpp"

#include <gtest/gtest.h>

#include "reports/sample_run.hpp"
#include "reports/standing.hpp"

namespace zassay {
namespace {

RunResult with(std::initializer_list<Verdict> verdicts) {
  std::vector<CellResult> cells;
  for (const Verdict verdict : verdicts) cells.push_back(sample_cell(verdict));
  return run_of(std::move(cells));
}

TEST(ExitCode, SaysTheWorstOfEachVerdictAlone) {
  EXPECT_EQ(exit_code(with({Verdict::pass})), 0);
  EXPECT_EQ(exit_code(with({Verdict::pass, Verdict::unsupported})), 0);
  for (const Verdict verdict : {Verdict::fail, Verdict::stuck, Verdict::violation, Verdict::hang, Verdict::crash}) {
    EXPECT_EQ(exit_code(with({Verdict::pass, verdict})), 1) << to_string(verdict);
  }
  EXPECT_EQ(exit_code(with({Verdict::pass, Verdict::inconclusive})), 5);
  EXPECT_EQ(exit_code(with({Verdict::pass, Verdict::not_exercised})), 5);
  EXPECT_EQ(exit_code(with({Verdict::pass, Verdict::error})), 3);
}

TEST(ExitCode, NothingRanWithoutCellsOrWithUnsupportedOnesOnly) {
  EXPECT_EQ(exit_code(with({})), 6);
  EXPECT_EQ(exit_code(with({Verdict::unsupported})), 6);
}

TEST(ExitCode, FollowsTheOrderOfTheDocument) {
  RunResult run = with({Verdict::fail, Verdict::inconclusive, Verdict::pass});
  run.stale_expectations = {"stale"};
  EXPECT_EQ(exit_code(run), 1);
  run.cells[0].expected_reason = "known";
  EXPECT_EQ(exit_code(run), 4);
  run.stale_expectations.clear();
  EXPECT_EQ(exit_code(run), 5);
  run.cells.erase(run.cells.begin() + 1);
  run.planned = 2;
  EXPECT_EQ(exit_code(run), 0);
  run.errors = {"broken"};
  EXPECT_EQ(exit_code(run), 3);
  RunResult nothing = with({});
  nothing.stale_expectations = {"stale"};
  EXPECT_EQ(exit_code(nothing), 6);
  nothing.errors = {"broken"};
  EXPECT_EQ(exit_code(nothing), 3);
}

TEST(ExitCode, LowerLevelsDoNotFailTheRun) {
  for (const char* level : {"SHOULD", "INFO"}) {
    EXPECT_EQ(exit_code(run_of({sample_cell(Verdict::fail, level)})), 0) << level;
    EXPECT_EQ(exit_code(run_of({sample_cell(Verdict::inconclusive, level)})), 0) << level;
  }
}

TEST(ExitCode, AFailedShouldDoesNotHideAnUndecidedMust) {
  CellResult cell = sample_cell(Verdict::fail, "MUST");
  cell.judgement.check = "released";
  cell.judgement.findings = {{"released", "", Outcome::fail, "SHOULD", 0, "", {}},
                             {"exact", "", Outcome::inconclusive, "MUST", 0, "", {}}};
  EXPECT_EQ(standing_of(cell), Standing::warned);
  EXPECT_EQ(exit_code(run_of({cell})), 5);
  cell.judgement.findings[1].outcome = Outcome::pass;
  EXPECT_EQ(exit_code(run_of({cell})), 0);
  cell.judgement.findings[1].outcome = Outcome::fail;
  EXPECT_EQ(exit_code(run_of({cell})), 1);
}

TEST(ExitCode, ARunThatStoppedEarlyIsNotAsExpected) {
  RunResult run = with({Verdict::pass});
  run.complete = false;
  EXPECT_EQ(exit_code(run), 5);
  run.complete = true;
  run.planned = 2;
  EXPECT_EQ(exit_code(run), 5);
}

TEST(VerdictSentence, NamesEverythingThatIsThere) {
  EXPECT_EQ(verdict_sentence(with({Verdict::pass, Verdict::pass})), "Conformant; 2 passed");
  EXPECT_EQ(verdict_sentence(with({})), "Nothing ran");
  EXPECT_EQ(verdict_sentence(with({Verdict::unsupported})), "Nothing ran; 1 unsupported");
  EXPECT_EQ(verdict_sentence(with({Verdict::fail, Verdict::crash, Verdict::inconclusive, Verdict::not_exercised,
                                   Verdict::unsupported, Verdict::pass})),
            "Not conformant: 2 MUST failures in 1 case; 1 inconclusive; 1 not exercised; 1 unsupported; 1 passed");
  RunResult run = with({Verdict::fail, Verdict::pass});
  run.cells[0].expected_reason = "known";
  EXPECT_EQ(verdict_sentence(run), "As expected; 1 known deviation; 1 passed");
  run.planned = 9;
  run.complete = false;
  EXPECT_EQ(verdict_sentence(run), "Not decided; 1 known deviation; 1 passed; stopped after 2 of 9 cells");
}

}  // namespace
}  // namespace zassay
