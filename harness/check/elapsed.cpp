#include <fmt/format.h>

#include "check/checks.hpp"
#include "check/finding.hpp"

namespace zassay {
namespace {

/// The longest scheduling delay that the watchdog saw during the operation, in milliseconds; −1 if nothing tells.
std::int64_t worst_delay_ms(const History& history, std::uint64_t operation) {
  for (const RecordedEvidence& evidence : history.evidence) {
    if (evidence.kind == "scheduling" && evidence.outcome == "came" && evidence.operation == operation) {
      return integer_member(evidence.facts, "worst_delay_ms", -1);
    }
  }
  return -1;
}

}  // namespace

Finding check_elapsed(const History& history, const RecordedExpectation& expectation) {
  constexpr std::int64_t clean_delay_ms = 10;
  const std::string name = word_argument(expectation, "op");
  Finding finding = begin_finding(expectation, "operation " + name);
  const RecordedOperation* operation = history.latest_named(name);
  if (operation == nullptr || !operation->reply) {
    return conclude(std::move(finding), Outcome::not_exercised, fmt::format("{} has not returned", name));
  }
  const std::vector<std::size_t> events{operation->event, operation->reply->event};
  const double took_ms = static_cast<double>(operation->reply->to_ns - operation->reply->from_ns) / 1e6;
  const std::string seen = fmt::format("{} took {:.1f} ms", name, took_ms);
  const auto at_least = integer_argument(expectation, "at_least");
  if (at_least && took_ms < static_cast<double>(*at_least)) {
    return conclude(std::move(finding), Outcome::fail, fmt::format("{}, less than {} ms", seen, *at_least), events);
  }
  const auto at_most = integer_argument(expectation, "at_most");
  if (!at_most || took_ms <= static_cast<double>(*at_most)) {
    return conclude(std::move(finding), Outcome::pass, seen, events);
  }
  const std::int64_t delay_ms = worst_delay_ms(history, operation->number);
  const std::string late = fmt::format("{}, more than {} ms", seen, *at_most);
  // On a busy machine lateness says nothing about the implementation.
  const bool is_clean = delay_ms >= 0 && delay_ms <= clean_delay_ms;
  if (is_clean && took_ms - static_cast<double>(delay_ms) > static_cast<double>(*at_most)) {
    return conclude(std::move(finding), Outcome::fail,
                    fmt::format("{}, while no thread waited longer than {} ms for a processor", late, delay_ms),
                    events);
  }
  const std::string why = delay_ms < 0 ? "no record of scheduling tells whether the machine was busy"
                                       : fmt::format("a thread waited {} ms for a processor meanwhile", delay_ms);
  return conclude(std::move(finding), Outcome::inconclusive, fmt::format("{}, but {}", late, why), events);
}

}  // namespace zassay
