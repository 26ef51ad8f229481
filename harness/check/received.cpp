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

/// "A instead of B", with what differs where the two look the same, being shown in part.
std::string instead(const RecordedFrames& came, const RecordedFrames& due) {
  std::string text = fmt::format("{} instead of {}", describe(came), describe(due));
  if (describe(came) != describe(due)) return text;
  std::size_t frame = 0;
  while (frame < std::min(came.size(), due.size()) && same_bytes({came[frame]}, {due[frame]})) ++frame;
  if (frame == std::min(came.size(), due.size())) return text;
  const std::string one = describe(came[frame]);
  const std::string other = describe(due[frame]);
  if (one == other) return fmt::format("{}: frame {} differs behind what is shown of it", text, frame + 1);
  return fmt::format("{}: frame {} is {} instead of {}", text, frame + 1, one, other);
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
    const auto what = [&] {
      return delivery.stamped ? name_of(history, delivery.identity) : describe(delivery.literal);
    };
    if (position == expected.size()) {
      return conclude(std::move(finding), Outcome::fail,
                      fmt::format("message {} at {} is {}, and only {} were expected", position + 1, receiver, what(),
                                  expected.size()),
                      {delivery.event});
    }
    if (delivery.stamped || !same_bytes(delivery.literal, expected[position])) {
      return conclude(std::move(finding), Outcome::fail,
                      fmt::format("message {} at {} is {}", position + 1, receiver,
                                  delivery.stamped ? what() + " instead of " + describe(expected[position])
                                                   : instead(delivery.literal, expected[position])),
                      {delivery.event});
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
