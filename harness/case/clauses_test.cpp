#include "case/clauses.hpp"

#include <gtest/gtest.h>

#include "case/test_cases.hpp"

namespace zassay {
namespace {

constexpr const char* head = "# a comment\n\n- id: A-1\n  source: \"RFC 1\"\n  section: \"s\"\n  level: \"MUST\"\n";

std::string problem_of(const std::string& text) {
  const auto result = clauses_of_text(text, "c.yaml");
  return result ? "no problem" : result.error().code + " " + result.error().sentence;
}

TEST(Clauses, ReadsTheCatalogue) {
  const ClauseCatalogue& clauses = test_cases::catalogue();
  EXPECT_GE(clauses.all().size(), 588U);
  const Clause* clause = clauses.find("PIPELINE-PUSH-07");
  ASSERT_NE(clause, nullptr);
  EXPECT_EQ(clause->source, "RFC 30");
  EXPECT_EQ(clause->level, "MUST");
  EXPECT_EQ(clause->text, "A peer is available only while its queue is not full.");
  EXPECT_EQ(clauses.find("PIPELINE-PUSH-99"), nullptr);
  EXPECT_EQ(clauses.nearest_to("PIPELNE-PUSH-07"), "PIPELINE-PUSH-07");
}

TEST(Clauses, UnescapesTexts) {
  const auto result = clauses_of_text(std::string(head) + "  text: \"say \\\"a\\\\b\\\" → ok\"\n", "c.yaml");
  ASSERT_TRUE(result.has_value()) << result.error().sentence;
  EXPECT_EQ(result->all().at(0).text, "say \"a\\b\" → ok");
}

TEST(Clauses, NamesFileAndLineOfWhatIsWrong) {
  const std::string good = std::string(head) + "  text: \"t\"\n";
  EXPECT_EQ(problem_of(good), "no problem");
  EXPECT_EQ(problem_of(good + "  note: \"x\"\n"),
            "bad-clauses c.yaml:8: found 'note: \"x\"'; expected source, section, level, scope, text, no_evidence or "
            "libzmq, ': ' and a "
            "text");
  EXPECT_EQ(problem_of(good + "  text: \"again\"\n"),
            "bad-clauses c.yaml:8: found 'text' a second time; expected each key once");
  EXPECT_EQ(problem_of(good + "  libzmq: plain\n"),
            "bad-clauses c.yaml:8: found the value of 'libzmq'; expected a text in double quotes on one line");
  EXPECT_EQ(problem_of(good + good), "bad-clauses c.yaml:10: found the id 'A-1' a second time; expected each id once");
  EXPECT_EQ(problem_of(good + "- id: a 2\n").substr(0, 48), "bad-clauses c.yaml:8: found the id 'a 2'; expect");
  EXPECT_EQ(problem_of(head), "bad-clauses c.yaml:6: the clause 'A-1' above lacks source, section or text; add it");
  EXPECT_EQ(problem_of("  source: \"x\"\n").substr(0, 44), "bad-clauses c.yaml:1: found '  source: \"x\"';");
  EXPECT_EQ(problem_of("\xff").substr(0, 26), "bad-clauses c.yaml: byte 0");
  EXPECT_EQ(load_clauses("/nowhere/clauses.yaml").error().code, "unreadable");
}

}  // namespace
}  // namespace zassay
