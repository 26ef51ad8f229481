#include <fmt/format.h>

#include <algorithm>

#include "check/checks.hpp"
#include "check/finding.hpp"

namespace zassay {
namespace {

/// Whether the socket starved after everything literal had been sent and the last message had come.
bool starved_at_the_end(const History& history, const std::string& socket) {
  std::size_t sent = history.sent.empty() ? 0 : history.sent.back().event;
  for (const RecordedOperation& operation : history.operations) sent = std::max(sent, message_object_sent(operation));
  std::size_t received = 0;
  for (const Delivery& delivery : history.deliveries) {
    if (history.socket_name(delivery.socket) == socket) received = delivery.event;
  }
  for (const RecordedEvidence& evidence : history.evidence) {
    const bool starved = evidence.kind == "starved" && evidence.outcome == "came" && evidence.socket == socket;
    if (starved && evidence.event > sent && evidence.event > received) return true;
  }
  return false;
}

/// Which frame differs where two messages look the same, being shown in part; nothing where they look different.
std::string unseen_difference(const RecordedFrames& came, const RecordedFrames& due) {
  const auto [one, other] =
      std::mismatch(came.begin(), came.end(), due.begin(), due.end(),
                    [](const auto& left, const auto& right) { return same_bytes({left}, {right}); });
  if (one == came.end() || other == due.end()) return {};
  const auto number = one - came.begin() + 1;
  const std::string came_text = describe(*one);
  const std::string due_text = describe(*other);
  if (came_text == due_text) return fmt::format(": frame {} differs behind what is shown of it", number);
  return fmt::format(": frame {} is {} instead of {}", number, came_text, due_text);
}

std::string text_of(const History& history, const Delivery& delivery) {
  return delivery.stamped ? name_of(history, delivery.identity) : describe(delivery.literal);
}

std::string instead_of(const Delivery& delivery, const RecordedFrames& due, const std::string& came) {
  const std::string due_text = describe(due);
  const bool looks_the_same = !delivery.stamped && came == due_text;
  return " instead of " + due_text + (looks_the_same ? unseen_difference(delivery.literal, due) : "");
}

}  // namespace

Finding check_received(const History& history, const RecordedExpectation& expectation) {
  const std::size_t at = socket_argument(history, expectation);
  const std::string& receiver = history.socket_name(at);
  Finding finding = begin_finding(expectation, "messages at " + receiver);
  const bool all = word_argument(expectation, "of") == "all";
  std::vector<RecordedFrames> expected;
  for (const Json& message : expectation.arguments.value("messages", Json::array())) {
    expected.push_back(read_frames(message).value_or(RecordedFrames{}));
  }
  std::size_t position = 0;
  bool something_came = false;
  for (const Delivery& delivery : history.deliveries) {
    something_came = something_came || delivery.socket == at;
    if (delivery.socket != at || delivery.probe || (delivery.stamped && !all)) continue;
    const bool is_due =
        position < expected.size() && !delivery.stamped && same_bytes(delivery.literal, expected[position]);
    if (!is_due) {
      const std::string came = text_of(history, delivery);
      const std::string rest = position == expected.size() ? fmt::format(", and only {} were expected", expected.size())
                                                           : instead_of(delivery, expected[position], came);
      return conclude(std::move(finding), Outcome::fail,
                      fmt::format("message {} at {} is {}{}", position + 1, receiver, came, rest), {delivery.event});
    }
    ++position;
  }
  const bool starved = starved_at_the_end(history, receiver);
  if (expected.empty() && !starved && !something_came) {
    return conclude(std::move(finding), Outcome::not_exercised, "nothing was expected, and nothing came");
  }
  if (position == expected.size()) {
    return conclude(std::move(finding), Outcome::pass, fmt::format("{} messages arrived as expected", position));
  }
  const std::string text = fmt::format("{} of {} messages arrived at {}: {} did not", position, expected.size(),
                                       receiver, describe(expected[position]));
  if (starved && history.completed()) {
    return conclude(std::move(finding), Outcome::fail, text + ", and nothing more can come (starved)");
  }
  return conclude(std::move(finding), Outcome::inconclusive, text + ", but nothing proves that it will not come");
}

}  // namespace zassay
