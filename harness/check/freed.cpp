#include <fmt/format.h>

#include <algorithm>

#include "check/checks.hpp"
#include "check/finding.hpp"

namespace zassay {
namespace {

/// The operation that made the message of a buffer of its own; nullptr if none did.
const RecordedOperation* find_maker(const History& history, const std::string& message) {
  for (const RecordedOperation& operation : history.operations) {
    const bool failed = operation.reply && !operation.reply->error.empty();
    if (operation.call == "message.init_data" && operation.message == message && !failed) return &operation;
  }
  return nullptr;
}

}  // namespace

Finding check_freed(const History& history, const RecordedExpectation& expectation) {
  const std::string message = word_argument(expectation, "message");
  Finding finding = begin_finding(expectation, "message " + message);
  const RecordedOperation* maker = find_maker(history, message);
  std::vector<std::size_t> events;
  for (const FreeEvent& event : history.frees) {
    if (event.message == message) events.push_back(event.event);
  }
  const std::uint64_t times = integer_argument(expectation, "times").value_or(1);
  const std::string seen = fmt::format("the buffer of {} was released {} times", message, events.size());
  if (events.size() > times) {
    return conclude(std::move(finding), Outcome::fail, fmt::format("{} instead of {}", seen, times), events);
  }
  if (maker == nullptr && events.empty()) {
    return conclude(std::move(finding), Outcome::not_exercised, fmt::format("{} was never made of a buffer", message));
  }
  if (const std::string after = word_argument(expectation, "after"); !after.empty()) {
    const auto holders = history.operations_named(after);
    const std::size_t due = holders.empty() ? no_index : holders.front()->event;
    if (!events.empty() && events.front() < due) {
      return conclude(std::move(finding), Outcome::fail, fmt::format("{}, the first time before {}", seen, after),
                      events);
    }
  }
  if (events.size() == times) return conclude(std::move(finding), Outcome::pass, seen, events);
  // Resources are counted after term returned: what has not been released by then never will be.
  const bool all_released =
      history.completed() &&
      std::any_of(history.resources.begin(), history.resources.end(), [&](const ResourcesEvent& counted) {
        return maker == nullptr || maker->side.empty() || counted.side == maker->side;
      });
  if (all_released) {
    return conclude(std::move(finding), Outcome::fail,
                    fmt::format("{} instead of {}, though its context has ended", seen, times), events);
  }
  return conclude(std::move(finding), Outcome::inconclusive,
                  fmt::format("{}, fewer than {}, and its context is not known to have ended", seen, times), events);
}

}  // namespace zassay
