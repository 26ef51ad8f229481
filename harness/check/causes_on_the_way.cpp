// Causes by which a message has no way: subscriptions, routing ids, connections.

#include <fmt/format.h>

#include <algorithm>

#include "check/lost_message.hpp"

namespace zassay {
namespace {

bool publishes(const std::string& type) { return type == "PUB" || type == "XPUB"; }

}  // namespace

/// Whether the message passes the receiver's subscriptions as they stood at the event.
bool Causes::matches(const Lost& lost, const Hop& hop, std::size_t event) const {
  const bool inverted = timeline_.option(hop.from, "INVERT_MATCHING", 0, event) != 0;
  return timeline_.is_subscribed(hop.to, lost.first_frame, event) != inverted;
}

bool Causes::shared_socket(const Lost& lost, Cause& cause) {
  if (lost.fate.state != Fate::State::merged) return false;
  return settle(cause, "shared-socket", true, losses_.interleaved().at(lost.message));
}

bool Causes::not_subscribed(const Lost& lost, Cause& cause) {
  for (const Hop& hop : lost.group.hops) {
    if (!publishes(history_.header.sockets[hop.from].type)) continue;
    const std::string& receiver = history_.socket_name(hop.to);
    const bool is_first = hop.from == lost.range.socket;
    if (!timeline_.is_open(hop.to, lost.range.event)) {
      if (timeline_.ended_after(hop.to, 0) < lost.range.event) continue;  // it was open before: its peer is gone
      return settle(cause, "not-subscribed", is_first, fmt::format("it was accepted before {} was opened", receiver));
    }
    const bool now = matches(lost, hop, lost.range.event);
    const bool later = matches(lost, hop, no_index);
    const bool before = timeline_.was_subscribed(hop.to, lost.first_frame, lost.range.event);
    if (!now && !before && later) {
      return settle(cause, "not-subscribed", is_first,
                    fmt::format("it was accepted before {} had a subscription that matches it", receiver));
    }
    if (now && before_first_sign(lost, true)) {
      return settle(
          cause, "not-subscribed", false,
          fmt::format("it was accepted before anything shows that the subscription of {} had taken effect", receiver));
    }
  }
  return false;
}

bool Causes::filtered(const Lost& lost, Cause& cause) {
  for (const Hop& hop : lost.group.hops) {
    const bool is_first = hop.from == lost.range.socket;
    if (!publishes(history_.header.sockets[hop.from].type)) continue;
    if (!timeline_.is_open(hop.to, lost.range.event)) continue;
    const std::string& receiver = history_.socket_name(hop.to);
    if (!matches(lost, hop, lost.range.event)) {
      return settle(cause, "filtered", is_first,
                    fmt::format("no subscription of {} is a prefix of its first frame", receiver));
    }
    if (!matches(lost, hop, no_index)) {
      return settle(cause, "filtered", false,
                    fmt::format("{} removed the subscription that matches it after it was accepted", receiver));
    }
  }
  return false;
}

/// Whether the peer had already sent something that the sender got: then the sender knew it.
bool Causes::was_heard(const Lost& lost, std::size_t peer) const {
  const RecordedSocket& aim = history_.header.sockets[peer];
  const auto option = aim.options.find("ROUTING_ID");
  const auto routing_id =
      option == aim.options.end() ? Result<RecordedFrame>(RecordedFrame{}) : read_frame(option->second);
  return std::any_of(history_.deliveries.begin(), history_.deliveries.end(), [&](const Delivery& delivery) {
    if (delivery.socket != lost.range.socket || delivery.event >= lost.range.event) return false;
    const RecordedFrames& frames = delivery.stamped ? delivery.envelope : delivery.literal;
    if (routing_id && routing_id->size > 0 && !frames.empty() && same_bytes(frames.front(), *routing_id)) return true;
    const std::size_t message = delivery.identified ? history_.message_index(delivery.identity) : no_index;
    return message != no_index && history_.range_of(history_.messages[message]).socket == peer;
  });
}

bool Causes::unroutable(const Lost& lost, Cause& cause) {
  if (lost.sender.type != "ROUTER" || lost.range.to == no_index) return false;
  const std::string& aim = history_.socket_name(lost.range.to);
  if (!timeline_.is_open(lost.range.to, lost.range.event)) {
    return settle(cause, "unroutable", true, fmt::format("{}, which it was aimed at, was not open", aim));
  }
  if (!timeline_.is_connected(lost.range.socket, lost.range.to, lost.range.event)) {
    return settle(cause, "unroutable", true, fmt::format("{}, which it was aimed at, was not connected", aim));
  }
  if (!before_first_sign(lost, false) || was_heard(lost, lost.range.to)) return false;
  return settle(cause, "unroutable", false,
                fmt::format("it was accepted before anything shows that {} was connected", aim));
}

bool Causes::no_peer(const Lost& lost, Cause& cause) {
  if (!drops_without_peer(lost.sender.type)) return false;
  const Hop& hop = lost.group.hops.front();
  if (!timeline_.is_connected(hop.from, hop.to, lost.range.event)) {
    return settle(cause, "no-peer", true,
                  fmt::format("{} was not connected with {} when it was accepted", lost.sender.name,
                              history_.socket_name(hop.to)));
  }
  if (publishes(lost.sender.type) || lost.sender.type == "ROUTER") return false;
  if (!before_first_sign(lost, false) || was_heard(lost, hop.to)) return false;
  return settle(cause, "no-peer", false,
                fmt::format("it was accepted before anything shows that {} and {} were connected", lost.sender.name,
                            history_.socket_name(hop.to)));
}

}  // namespace zassay
