#include <fmt/format.h>

#include <algorithm>

#include "check/checks.hpp"
#include "check/rounds.hpp"

namespace zassay {
namespace {

/// Time-outs are whole milliseconds, and an implementation may count them from a clock that it reads as whole
/// milliseconds and not at every moment: what ends by less than this before its time is not early.
constexpr double granularity_ms = 2;

/// One member of the scheduling record that the watchdog made for the operation, in milliseconds; −1 if nothing tells.
std::int64_t scheduling_ms(const History& history, std::uint64_t operation, const char* member) {
  for (const RecordedEvidence& evidence : history.evidence) {
    if (evidence.kind == "scheduling" && evidence.outcome == "came" && evidence.operation == operation) {
      return integer_member(evidence.facts, member, -1);
    }
  }
  return -1;
}

/// How long the operation had gone on when it was last seen asleep in its call, in milliseconds; −1 if never.
/// The runner makes this evidence when it did not return within the cell's time and the machine was not to blame.
double asleep_after_ms(const History& history, const RecordedOperation& operation) {
  double after_ms = -1;
  for (const RecordedEvidence& evidence : history.evidence) {
    if (evidence.kind == "settled" && evidence.outcome == "unknown" && evidence.operation == operation.number)
      after_ms = static_cast<double>(evidence.t_ns - operation.t_ns) / 1e6;
  }
  return after_ms;
}

Finding judge_operation(const History& history, const RecordedExpectation& expectation,
                        const RecordedOperation* operation) {
  constexpr std::int64_t clean_delay_ms = 10;
  constexpr std::int64_t bearable_delay_ms = 50;
  const std::string name = word_argument(expectation, "op");
  Finding finding = begin_finding(expectation, "operation " + name);
  const auto at_least = integer_argument(expectation, "at_least");
  const auto at_most = integer_argument(expectation, "at_most");
  if (operation != nullptr && !operation->reply && at_most) {
    constexpr double margin_ms = 1000;  // of the runner's clock, and for a request on its way
    const double after_ms = asleep_after_ms(history, *operation);
    if (after_ms > static_cast<double>(*at_most) + margin_ms) {
      return conclude(std::move(finding), Outcome::fail,
                      fmt::format("{} was still asleep after {:.0f} ms, more than {} ms", name, after_ms, *at_most),
                      {operation->event});
    }
  }
  if (operation == nullptr || !operation->reply) {
    return conclude(std::move(finding), Outcome::not_exercised, fmt::format("{} has not returned", name));
  }
  const std::vector<std::size_t> events{operation->event, operation->reply->event};
  if (was_refused(*operation)) {
    return conclude(std::move(finding), Outcome::inconclusive,
                    fmt::format("{} was answered {}", name, operation->reply->error), events);
  }
  const double took_ms = static_cast<double>(operation->reply->to_ns - operation->reply->from_ns) / 1e6;
  const std::string seen = fmt::format("{} took {:.1f} ms", name, took_ms);
  if (at_least && took_ms < static_cast<double>(*at_least) - granularity_ms) {
    return conclude(std::move(finding), Outcome::fail, fmt::format("{}, less than {} ms", seen, *at_least), events);
  }
  if (!at_most || took_ms <= static_cast<double>(*at_most)) {
    return conclude(std::move(finding), Outcome::pass, seen, events);
  }
  const std::int64_t delay_ms = scheduling_ms(history, operation->number, "worst_delay_ms");
  const std::int64_t adapter_ms = scheduling_ms(history, operation->number, "adapter_delay_ms");
  const std::int64_t lost_ms =
      std::max({delay_ms, scheduling_ms(history, operation->number, "total_delay_ms"), adapter_ms});
  const std::string late = fmt::format("{}, more than {} ms", seen, *at_most);
  // On a busy machine lateness says nothing about the implementation, unless it is out of all proportion to the delays.
  const double late_ms = took_ms - static_cast<double>(*at_most);
  const bool is_out_of_proportion = delay_ms <= bearable_delay_ms && late_ms > 10 * static_cast<double>(lost_ms);
  const bool is_clean = delay_ms >= 0 && (delay_ms <= clean_delay_ms || is_out_of_proportion);
  if (is_clean && late_ms > static_cast<double>(lost_ms) + granularity_ms) {
    return conclude(std::move(finding), Outcome::fail,
                    fmt::format("{}, while no thread waited longer than {} ms for a processor", late,
                                std::max(delay_ms, adapter_ms)),
                    events);
  }
  const std::string why =
      delay_ms < 0 ? "no record of scheduling tells whether the machine was busy"
                   : fmt::format("a thread waited {} ms for a processor meanwhile", std::max(delay_ms, adapter_ms));
  return conclude(std::move(finding), Outcome::inconclusive, fmt::format("{}, but {}", late, why), events);
}

}  // namespace

Finding check_elapsed(const History& history, const RecordedExpectation& expectation) {
  return judge_rounds(history, expectation, judge_operation);
}

}  // namespace zassay
