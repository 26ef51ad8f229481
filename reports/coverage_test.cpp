#include "reports/coverage.hpp"

#include <gtest/gtest.h>

namespace zassay {
namespace {

Clause clause(const std::string& id, const std::string& scope = "", const std::string& no_evidence = "") {
  Clause one{id, "RFC 0", "Here", "MUST", "It is so.", scope};
  one.no_evidence = no_evidence;
  return one;
}

ProvenMutant mutant(const std::string& name, std::vector<std::string> breaks) {
  return {name, "messages", "shim", "wrong", std::move(breaks), {}, ""};
}

/// Two cases: `one` names A and B and notices x, `two` names B, C and E and notices nothing.
struct CoverageTest : testing::Test {
  ClauseCatalogue catalogue{
      {clause("A"), clause("B"), clause("C"), clause("D"), clause("E", "", "Nobody can see it."), clause("F", "wire")}};
  std::map<std::string, std::vector<std::string>> named{{"one", {"A", "B"}}, {"two", {"B", "C", "E"}}};
  Proof proof{{{"one", "", {}, {{"x", "exact"}}, {}}, {"two", "", {}, {}, {{"y", "pass"}}}},
              {mutant("x", {"A", "C"}), mutant("y", {"B", "C"})}};

  Cover of(std::size_t at) const { return coverage_of(catalogue, named, proof)[at].cover; }
};

TEST_F(CoverageTest, ProvenIsOnlyWhatACaseThatNamesItNoticesBroken) {
  EXPECT_EQ(of(0), Cover::proven);
  EXPECT_EQ(of(1), Cover::named);  // x does not break it, and y is not noticed
  EXPECT_EQ(of(2), Cover::named);  // x breaks it, and who notices x does not name it
  EXPECT_EQ(of(3), Cover::open);
  EXPECT_EQ(of(4), Cover::excused);
  EXPECT_EQ(words_of(coverage_of(catalogue, named, proof)[0]), "one by x");
  EXPECT_EQ(words_of(coverage_of(catalogue, named, proof)[1]), "one, and 1 more");
}

TEST_F(CoverageTest, SomethingIsToBeDoneForMessagingSemanticsOnly) {
  const auto coverage = coverage_of(catalogue, named, proof);
  std::string wanting;
  for (const CoveredClause& covered : coverage) wanting += is_wanting(covered) ? covered.clause->id : "";
  EXPECT_EQ(wanting, "BCD");
  EXPECT_EQ(count(coverage, "", Cover::named), 2U);
  EXPECT_EQ(count(coverage, "wire", Cover::open), 1U);
}

TEST_F(CoverageTest, AnExcuseOfWhatIsProvenIsUnneeded) {
  EXPECT_TRUE(unneeded_excuses(coverage_of(catalogue, named, proof)).empty());
  proof.cases[1].kills["y"] = "count";
  proof.mutants[1].breaks.emplace_back("E");
  const auto coverage = coverage_of(catalogue, named, proof);
  EXPECT_EQ(coverage[4].cover, Cover::proven);
  ASSERT_EQ(unneeded_excuses(coverage).size(), 1U);
  EXPECT_NE(unneeded_excuses(coverage)[0].find("E says"), std::string::npos);
}

TEST_F(CoverageTest, ACaseThatWasChangedProvesNothing) {
  const auto coverage = coverage_of(catalogue, named, proof_of_cases(proof, {{"one", "another text"}, {"two", ""}}));
  EXPECT_EQ(coverage[0].cover, Cover::named);
}

}  // namespace
}  // namespace zassay
