#include "prove/notice.hpp"

#include <gtest/gtest.h>

namespace zassay {
namespace {

Mutant mutant_noticed_by(const std::string& check, const std::string& words) {
  Mutant mutant;
  mutant.name = "m";
  mutant.noticed_by = {{check, {words}}};
  return mutant;
}

CellResult cell_with(Verdict verdict, std::vector<Finding> findings) {
  CellResult cell;
  cell.judgement.verdict = verdict;
  cell.judgement.reason = "message 1 never arrived";
  cell.judgement.findings = std::move(findings);
  return cell;
}

const Finding missing{"exact", "s", Outcome::fail, "MUST", 7, "message 1 never arrived", {}};

TEST(Notice, IsAFailedCheckThatIsAboutTheDefectForItsReason) {
  const CellResult cell = cell_with(Verdict::fail, {missing});
  const auto notices = notices_of(mutant_noticed_by("exact", "never arrived"), cell);
  ASSERT_EQ(notices.size(), 1U);
  EXPECT_EQ(notices.front().check, "exact");
  EXPECT_EQ(notices.front().line, 7);
  EXPECT_TRUE(notices_of(mutant_noticed_by("exact", "arrived twice"), cell).empty()) << "another reason";
  EXPECT_TRUE(notices_of(mutant_noticed_by("fifo", "never arrived"), cell).empty()) << "another check";
}

TEST(Notice, IsNoneWhereTheCheckDidNotFail) {
  for (const Outcome outcome : {Outcome::pass, Outcome::inconclusive, Outcome::not_exercised}) {
    Finding finding = missing;
    finding.outcome = outcome;
    EXPECT_TRUE(notices_of(mutant_noticed_by("exact", "never"), cell_with(Verdict::fail, {finding})).empty());
  }
}

TEST(Notice, IsNeverACrashAHangOrABreachOfTheProtocol) {
  const Mutant mutant = mutant_noticed_by("exact", "never arrived");
  for (const Verdict verdict : {Verdict::pass, Verdict::inconclusive, Verdict::not_exercised, Verdict::unsupported,
                                Verdict::violation, Verdict::hang, Verdict::crash, Verdict::error}) {
    EXPECT_TRUE(notices_of(mutant, cell_with(verdict, {missing})).empty()) << to_string(verdict);
  }
  EXPECT_EQ(notices_of(mutant, cell_with(Verdict::stuck, {missing})).size(), 1U);
}

TEST(Notice, OfACallThatMustReturnIsThatItIsStuck) {
  CellResult cell = cell_with(Verdict::stuck, {});
  cell.judgement.check = "stuck";
  cell.judgement.line = 12;
  cell.judgement.reason = "last must return here, but it sleeps";
  const auto notices = notices_of(mutant_noticed_by("stuck", "must return"), cell);
  ASSERT_EQ(notices.size(), 1U);
  EXPECT_EQ(notices.front().line, 12);
  EXPECT_TRUE(notices_of(mutant_noticed_by("stuck", "another"), cell).empty());
}

TEST(Notice, OfACrashIsTheCrash) {
  CellResult cell = cell_with(Verdict::crash, {missing});
  cell.judgement.reason = "the adapter was ended by SIGSEGV";
  EXPECT_EQ(notices_of(mutant_noticed_by("crash", "SIGSEGV"), cell).size(), 1U);
  EXPECT_TRUE(notices_of(mutant_noticed_by("crash", "SIGABRT"), cell).empty());
  EXPECT_TRUE(notices_of(mutant_noticed_by("hang", "SIGSEGV"), cell).empty());
}

TEST(Notice, OfNothingTellsWhatWasSeen) {
  EXPECT_EQ(what_was_seen(cell_with(Verdict::pass, {})), "pass");
  CellResult cell = cell_with(Verdict::fail, {missing});
  cell.judgement.check = "until";
  cell.judgement.reason = "it sleeps";
  EXPECT_EQ(what_was_seen(cell), "fail by until: it sleeps; exact: message 1 never arrived");
}

}  // namespace
}  // namespace zassay
