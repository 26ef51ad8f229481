#include <fmt/format.h>

#include "check/checks.hpp"
#include "check/finding.hpp"

namespace zassay {
namespace {

/// What was measured; nothing if the story did not come so far.
std::optional<std::int64_t> resident_bytes(const RecordedOperation* operation) {
  if (operation == nullptr || operation->call != "memory" || !operation->reply) return std::nullopt;
  const std::int64_t bytes = integer_member(operation->reply->result, "resident_bytes", -1);
  return bytes < 0 ? std::nullopt : std::optional(bytes);
}

}  // namespace

Finding check_grows(const History& history, const RecordedExpectation& expectation) {
  const std::string from = word_argument(expectation, "from");
  const std::string to = word_argument(expectation, "to");
  Finding finding = begin_finding(expectation, "memory at " + to);
  const auto before = history.operations_named(from);
  const auto after = history.operations_named(to);
  // In a `repeat` the first of one and the last of the other: what grows a little in each round adds up.
  const RecordedOperation* const first = before.empty() ? nullptr : before.front();
  const RecordedOperation* const last = after.empty() ? nullptr : after.back();
  const auto first_bytes = resident_bytes(first);
  const auto last_bytes = resident_bytes(last);
  if (!first_bytes || !last_bytes) {
    return conclude(std::move(finding), Outcome::not_exercised,
                    fmt::format("the memory was not measured at {}", first_bytes ? to : from));
  }
  const std::vector<std::size_t> events{first->event, last->event};
  if (first->side != last->side) {
    return conclude(std::move(finding), Outcome::not_exercised,
                    fmt::format("{} is of side {}, and {} of side {}", from, first->side, to, last->side), events);
  }
  const std::int64_t grown_bytes = *last_bytes - *first_bytes;
  const std::int64_t at_most = static_cast<std::int64_t>(integer_argument(expectation, "at_most").value_or(0));
  const std::string seen = fmt::format("the process had {:.1f} MiB more in use at {} than at {}",
                                       static_cast<double>(grown_bytes) / (1 << 20), to, from);
  if (grown_bytes <= at_most) return conclude(std::move(finding), Outcome::pass, seen, events);
  return conclude(std::move(finding), Outcome::fail,
                  fmt::format("{}, above {:.1f} MiB", seen, static_cast<double>(at_most) / (1 << 20)), events);
}

}  // namespace zassay
