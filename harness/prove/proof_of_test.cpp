#include "prove/proof_of.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "reports/test_folder.hpp"

namespace zassay {
namespace {

/// One case with the checks exact (line 7) and fifo (line 8), which names drop-one, and a catalogue of two mutants.
class ProofOfTest : public testing::Test {
 protected:
  ProofOfTest() {
    mutants_.resize(2);
    mutants_[0].name = "drop-one";
    mutants_[1].name = "swap-adjacent";
    file_.name = "a/b";
    file_.file = "scenarios/a/b.yaml";
    file_.cells.emplace_back();
    Case& cell = file_.cells.back();
    cell.name = "a/b";
    cell.mutants = {"drop-one"};
    cell.expect = {{Mark{"", 7, 1}, "exact", Level::must, Json::object()},
                   {Mark{"", 8, 1}, "fifo", Level::should, Json::object()}};
    Trial trial;
    trial.file = &file_;
    trial.mutant = &mutants_[0];
    trial.candidates = {&cell};
    trial.tried = 1;
    trial.seen = "pass";
    trials_.trials = {trial};
  }

  ProofReport report(bool whole = false) {
    return proof_of(files_of(), mutants_, trials_, excuses_, {.every_case = whole, .every_mutant = true});
  }
  void kill() { trials_.trials[0].notices = {{"exact", 7, "message 1 never arrived"}}; }
  void excuse(const std::string& text) {
    const std::string path = (folder_.path() / "excuses.yaml").string();
    std::ofstream(path) << text;
    excuses_ = *Excuses::load(path);
  }
  /// The trials point into it.
  const std::vector<CaseFile>& files_of() {
    files_ = {file_};
    for (Trial& trial : trials_.trials) trial.file = files_.data();
    return files_;
  }

  TestFolder folder_;
  CaseFile file_;
  std::vector<CaseFile> files_;
  std::vector<Mutant> mutants_;
  Trials trials_;
  Excuses excuses_;
};

bool has(const std::vector<std::string>& problems, const std::string& words) {
  return std::any_of(problems.begin(), problems.end(),
                     [&words](const std::string& problem) { return problem.find(words) != std::string::npos; });
}

TEST_F(ProofOfTest, KillProvesTheCheckThatNoticed) {
  kill();
  const ProofReport found = report();
  EXPECT_TRUE(found.problems.empty()) << found.problems.front();
  ASSERT_EQ(found.proof.cases.size(), 1U);
  EXPECT_EQ(found.proof.cases[0].kills.at("drop-one"), "exact");
  EXPECT_EQ(found.proof.cases[0].checks[0].proven_by, std::vector<std::string>{"drop-one"});
  EXPECT_TRUE(found.proof.cases[0].checks[1].proven_by.empty()) << "a SHOULD may be unproven";
  EXPECT_EQ(found.proof.mutants[0].killers, std::vector<std::string>{"a/b"});
}

TEST_F(ProofOfTest, MissIsAProblemOfTheCaseTheCheckAndTheMutant) {
  const ProofReport found = report();
  EXPECT_TRUE(has(found.problems, "scenarios/a/b.yaml names the mutant drop-one and does not notice it: pass"));
  EXPECT_TRUE(has(found.problems, "scenarios/a/b.yaml:7: the check exact is unproven"));
  EXPECT_TRUE(has(found.problems, "scenarios/a/b.yaml is unproven: it notices no mutant"));
  EXPECT_TRUE(has(found.problems, "drop-one survives"));
  EXPECT_EQ(found.problems.size(), 4U);
  EXPECT_EQ(found.proof.cases[0].misses.at("drop-one"), "pass");
}

TEST_F(ProofOfTest, NoticeAtAnotherLineProvesNothing) {
  trials_.trials[0].notices = {{"exact", 0, "message 1 never arrived"}};
  EXPECT_TRUE(has(report().problems, "the check exact is unproven"));
}

TEST_F(ProofOfTest, MutantThatNoCaseNamesSurvivesTheWholeSet) {
  kill();
  EXPECT_TRUE(report(false).problems.empty());
  const ProofReport found = report(true);
  ASSERT_EQ(found.problems.size(), 1U);
  EXPECT_TRUE(has(found.problems, "swap-adjacent survives: no case names it"));
}

TEST_F(ProofOfTest, OfSomeMutantsSaysNothingOfWhatOnlyOthersProve) {
  trials_.trials.clear();
  const ProofReport found =
      proof_of(files_of(), mutants_, trials_, excuses_, {.every_case = true, .every_mutant = false});
  EXPECT_TRUE(found.problems.empty()) << found.problems.front();
  EXPECT_TRUE(found.proof.mutants.empty() && found.proof.cases.empty());
}

TEST_F(ProofOfTest, ThatWasStoppedAccusesNobody) {
  trials_.complete = false;
  const ProofReport found =
      proof_of(files_of(), mutants_, trials_, excuses_, {.every_case = false, .every_mutant = false});
  EXPECT_TRUE(found.problems.empty()) << found.problems.front();
  EXPECT_TRUE(found.proof.cases.empty()) << "nothing is known of it yet";
}

TEST_F(ProofOfTest, ExcusesStandForEachAndMustBeNeeded) {
  excuse(
      "- mutant: drop-one\n  reason: r1\n- mutant: swap-adjacent\n  reason: r2\n"
      "- case: a/b\n  check: exact\n  reason: r3\n- case: a/b\n  mutant: drop-one\n  reason: r4\n");
  const ProofReport excused = report(true);
  EXPECT_TRUE(excused.problems.empty()) << excused.problems.front();
  EXPECT_EQ(excused.proof.cases[0].checks[0].excuse, "r3");
  ASSERT_EQ(excused.proof.mutants.size(), 2U);
  EXPECT_EQ(excused.proof.mutants[1].excuse, "r2");
  excuse("- mutant: drop-one\n  reason: r1\n- mutant: swap-adjacent\n  reason: r2\n");
  kill();
  const ProofReport killed = report(true);
  ASSERT_EQ(killed.problems.size(), 1U);
  EXPECT_TRUE(has(killed.problems, "the excuse for drop-one is not needed"));
}

TEST_F(ProofOfTest, UnsoundCarrierIsAProblem) {
  kill();
  trials_.unsound = {"shim without a mutant does not pass a/b"};
  EXPECT_EQ(report().problems, trials_.unsound);
}

TEST_F(ProofOfTest, TwoProofsAgreeByWhatTheySayNotByWhichMutants) {
  kill();
  const Proof one = report().proof;
  Proof other = one;
  other.cases[0].checks[0].proven_by = {"corrupt-byte"};
  EXPECT_TRUE(agree(one, other));
  other.cases[0].checks[0].proven_by = {};
  EXPECT_FALSE(agree(one, other));
  other = one;
  other.cases[0].sha256 = "changed";
  EXPECT_FALSE(agree(one, other));
  other = one;
  other.mutants.pop_back();
  EXPECT_FALSE(agree(one, other));
}

TEST_F(ProofOfTest, MatrixNamesKillsMissesAndTheUnproven) {
  const std::string missed = matrix_of(report().proof);
  EXPECT_NE(missed.find("NOT NOTICED: pass"), std::string::npos) << missed;
  EXPECT_NE(missed.find("SURVIVES"), std::string::npos);
  EXPECT_NE(missed.find("? line 7    exact              UNPROVEN"), std::string::npos);
  kill();
  const std::string killed = matrix_of(report().proof);
  EXPECT_NE(killed.find("+ drop-one                     exact"), std::string::npos) << killed;
  EXPECT_EQ(killed.find("line 7"), std::string::npos);
}

}  // namespace
}  // namespace zassay
