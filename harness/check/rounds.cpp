#include "check/rounds.hpp"

#include <fmt/format.h>

#include "check/checks.hpp"

namespace zassay {
namespace {

int gravity_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::fail:
      return 3;
    case Outcome::inconclusive:
      return 2;
    case Outcome::not_exercised:
      return 1;
    case Outcome::pass:
      return 0;
  }
  return 3;
}

}  // namespace

Finding judge_rounds(const History& history, const RecordedExpectation& expectation, const JudgeOperation& judge) {
  const auto operations = history.operations_named(word_argument(expectation, "op"));
  if (operations.empty()) return judge(history, expectation, nullptr);
  Finding gravest = judge(history, expectation, operations.front());
  std::size_t round = 1;
  for (std::size_t i = 1; i < operations.size(); ++i) {
    Finding finding = judge(history, expectation, operations[i]);
    const int graver = gravity_of(finding.outcome) - gravity_of(gravest.outcome);
    if (graver < 0 || (graver == 0 && finding.outcome != Outcome::pass)) continue;
    gravest = std::move(finding);
    round = i + 1;
  }
  const bool one_of_many = operations.size() > 1 && gravest.outcome != Outcome::pass;
  if (one_of_many) gravest.sentence = fmt::format("round {} of {}: {}", round, operations.size(), gravest.sentence);
  return gravest;
}

}  // namespace zassay
