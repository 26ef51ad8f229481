#pragma once

#include <algorithm>
#include <string>

#include "check/loss.hpp"
#include "check/mutation.hpp"

/// Only for tests: what the changes of messages have in common.
namespace zassay::test {

using Must = Mutation::Must;

inline constexpr const char* lost_is_missed = "a message that is gone, or cannot be read, is missing";
inline constexpr const char* reply_lost_its_request = "a reply is aimed by the request before it, which has changed";
inline constexpr const char* poll_promised_it = "a poll had reported what did not come";
inline constexpr const char* turn_is_another = "whose turn it was has changed";
inline constexpr const char* number_has_changed = "the number that arrived has changed";

inline bool always(const Json&, const About&) { return true; }
inline bool counts_deliveries(const Json& arguments, const About&) {
  return arguments.contains("delivered") && arguments.contains("equals");
}
inline bool forbids_losses(const Json& arguments, const About&) {
  return arguments.contains("none") || arguments.contains("count");
}
/// Messages of streams count in `received` only where it asks for all.
inline bool is_of_received(const Json& arguments, const About& about) {
  return about.part == "literal" || string_member(arguments, "of") == "all";
}
inline Must for_part(const char* part) {
  return [part](const Json&, const About& about) { return about.part == part; };
}
inline bool is_of_stream(const Json&, const About& about) { return about.part != "literal"; }
inline bool is_body(const Json&, const About& about) { return about.part == "body"; }

inline const Delivery* delivery_at(const Subject& subject, std::size_t line) {
  const auto& all = subject.history.deliveries;
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Delivery& delivery) { return delivery.event == line - 1; });
  return found == all.end() ? nullptr : &*found;
}

/// The delivery of the line, if it is a sound one whose frames stand all in that line; its stream and receiver.
inline const Delivery* sound_delivery(const Subject& subject, std::size_t line, About& about) {
  const Delivery* delivery = delivery_at(subject, line);
  if (delivery == nullptr || delivery->probe || delivery->foreign || !delivery->fault.empty()) return nullptr;
  const std::size_t frames = delivery->stamped
                                 ? delivery->envelope.size() + delivery->stamped_frames + delivery->trail.size()
                                 : delivery->literal.size();
  if (subject.lines[line]["frames"].size() != frames) return nullptr;
  about.part = delivery->stamped ? "body" : "literal";
  about.sockets.insert(subject.history.socket_name(delivery->socket));
  if (delivery->stamped) about.streams.insert(subject.history.stream_name(delivery->identity.stream));
  return delivery;
}

inline bool erase_line(Lines& lines, std::size_t line) {
  lines.erase(lines.begin() + static_cast<long>(line));
  return true;
}

inline bool insert_line(Lines& lines, std::size_t line, Json event) {
  lines.insert(lines.begin() + static_cast<long>(line), std::move(event));
  return true;
}

/// Whether another copy of the delivery arrived at its receivers: then nobody misses this one.
inline bool is_told_twice(const Subject& subject, const Delivery& delivery) {
  const std::size_t message = delivery.stamped ? subject.history.message_index(delivery.identity) : no_index;
  if (message == no_index) return delivery.stamped;
  Losses losses(subject.history);
  for (const ReceiverGroup& group : losses.groups(message)) {
    const auto& all = subject.history.messages[message].deliveries;
    const auto here = std::count_if(
        all.begin(), all.end(), [&](std::size_t i) { return group.contains(subject.history.deliveries[i].socket); });
    if (group.contains(delivery.socket) && here < 2) return false;
  }
  return true;
}

}  // namespace zassay::test
