#include "check/rounds.hpp"

#include <fmt/format.h>

#include "check/checks.hpp"

namespace zassay {

Finding judge_rounds(const History& history, const RecordedExpectation& expectation, const JudgeOperation& judge) {
  const auto operations = history.operations_named(word_argument(expectation, "op"));
  if (operations.empty()) return judge(history, expectation, nullptr);
  Finding gravest = judge(history, expectation, operations.front());
  std::size_t round = 1;
  for (std::size_t i = 1; i < operations.size(); ++i) {
    Finding finding = judge(history, expectation, operations[i]);
    const Verdict verdict = verdict_of(finding.outcome);
    const Verdict before = verdict_of(gravest.outcome);
    if (verdict < before || (verdict == before && verdict != Verdict::pass)) continue;
    gravest = std::move(finding);
    round = i + 1;
  }
  const bool one_of_many = operations.size() > 1 && gravest.outcome != Outcome::pass;
  if (one_of_many) gravest.sentence = fmt::format("round {} of {}: {}", round, operations.size(), gravest.sentence);
  return gravest;
}

}  // namespace zassay
