#include <fmt/format.h>

#include <algorithm>

#include "check/checks.hpp"
#include "check/rounds.hpp"

namespace zassay {
namespace {

/// The first evidence `blocked` about the operation with that outcome; nullptr if there is none.
const RecordedEvidence* find_blocked(const History& history, std::uint64_t operation, const char* outcome) {
  const auto found = std::find_if(history.evidence.begin(), history.evidence.end(), [&](const RecordedEvidence& item) {
    return item.kind == "blocked" && item.operation == operation && item.outcome == outcome;
  });
  return found == history.evidence.end() ? nullptr : &*found;
}

Finding judge_operation(const History& history, const RecordedExpectation& expectation,
                        const RecordedOperation* operation) {
  const std::string name = word_argument(expectation, "op");
  Finding finding = begin_finding(expectation, "operation " + name);
  if (operation == nullptr || (operation->began.empty() && !operation->reply)) {
    return conclude(std::move(finding), Outcome::not_exercised, fmt::format("{} was never begun", name));
  }
  const RecordedEvidence* blocked = find_blocked(history, operation->number, "came");
  const bool is_stuck = history.end && history.end->outcome == "stuck" && history.end->operation == operation->number;
  if (is_stuck) {
    return conclude(std::move(finding), Outcome::fail, fmt::format("{} is stuck: {}", name, history.end->reason),
                    {operation->event, history.end->event});
  }
  if (!operation->reply) {
    const char* state = blocked != nullptr ? "was blocked and has not returned" : "has not returned";
    return conclude(std::move(finding), Outcome::inconclusive,
                    fmt::format("{} {}, and nothing proves that it should have", name, state), {operation->event});
  }
  const RecordedReply& reply = *operation->reply;
  if (was_refused(*operation)) {
    return conclude(std::move(finding), Outcome::inconclusive, fmt::format("{} was answered {}", name, reply.error),
                    {reply.event});
  }
  const std::string result = reply.error.empty() ? "with success" : "with " + reply.error;
  if (blocked == nullptr || blocked->event > reply.event) {
    if (find_blocked(history, operation->number, "unknown") != nullptr) {
      return conclude(std::move(finding), Outcome::inconclusive,
                      fmt::format("whether {} was blocked could not be told in time", name), {reply.event});
    }
    if (find_blocked(history, operation->number, "contradicted") == nullptr && !history.completed()) {
      return conclude(std::move(finding), Outcome::inconclusive,
                      fmt::format("{} returned {} before the story came to look whether it was blocked", name, result),
                      {reply.event});
    }
    return conclude(std::move(finding), Outcome::fail,
                    fmt::format("{} returned {} without having blocked", name, result),
                    {operation->event, reply.event});
  }
  if (!reply.error.empty()) {
    return conclude(std::move(finding), Outcome::fail, fmt::format("{} was blocked, then ended {}", name, result),
                    {blocked->event, reply.event});
  }
  return conclude(std::move(finding), Outcome::pass, fmt::format("{} was blocked, then ended with success", name),
                  {blocked->event, reply.event});
}

}  // namespace

Finding check_blocks(const History& history, const RecordedExpectation& expectation) {
  return judge_rounds(history, expectation, judge_operation);
}

}  // namespace zassay
