#include "check/causes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "check/finding.hpp"

namespace zassay {

/// One lost message, with what every rule asks for. Rules look at the first hop, where the message was accepted; later
/// hops have no `accepted` event, so that what is found there is only likely.
struct Causes::Lost {
  std::size_t message = 0;
  const ReceiverGroup& group;
  const Fate& fate;
  const AcceptedRange& range;
  const RecordedSocket& sender;
  const std::string first_frame;
};

namespace {

bool publishes(const std::string& type) { return type == "PUB" || type == "XPUB"; }

bool settle(Cause& cause, const char* name, bool is_certain, std::string evidence) {
  cause = {name, is_certain ? "certain" : "likely", std::move(evidence)};
  return true;
}

/// The first frame as a subscription is matched against it: behind a topic the stamp begins.
std::string first_frame_of(const AcceptedRange& range) {
  if (!range.lead.empty()) return range.lead.front().bytes;
  return range.topic + "\x7A\x41\x73\x59";
}

}  // namespace

Cause Causes::of(std::size_t message, const ReceiverGroup& group, const Fate& fate) {
  static constexpr std::array<Rule, 9> rules = {&Causes::not_subscribed, &Causes::filtered,  &Causes::unroutable,
                                                &Causes::no_peer,        &Causes::at_mark,   &Causes::linger,
                                                &Causes::peer_gone,      &Causes::conflated, &Causes::out_of_step};
  const AcceptedRange& range = history_.range_of(history_.messages[message]);
  const Lost lost{message, group, fate, range, history_.header.sockets[range.socket], first_frame_of(range)};
  Cause cause;
  for (const Rule rule : rules) {
    if ((this->*rule)(lost, cause)) return cause;
  }
  cause.evidence = "no event of the history accounts for it";
  return cause;
}

const Causes::Traffic& Causes::traffic(const Lost& lost) {
  std::vector<std::size_t> key = lost.group.receivers;
  key.push_back(lost.range.socket);
  const auto [place, is_new] = traffic_.try_emplace(key);
  Traffic& traffic = place->second;
  if (!is_new) return traffic;
  std::size_t occupying = 0;
  for (std::size_t message = 0; message < history_.messages.size(); ++message) {
    const AcceptedRange& range = history_.range_of(history_.messages[message]);
    if (range.socket != lost.range.socket || (range.to != no_index && range.to != lost.range.to)) continue;
    traffic.messages.push_back(message);
    traffic.occupying.push_back(occupying);
    const Fate fate = losses_.fate(message, lost.group);
    if (fate.is_lost()) continue;
    ++occupying;
    if (fate.state != Fate::State::arrived) continue;
    traffic.arrival_events.push_back(fate.event);
    if (traffic.first_arrived == no_index) traffic.first_arrived = message;
  }
  std::sort(traffic.arrival_events.begin(), traffic.arrival_events.end());
  return traffic;
}

/// How many messages were on their way to the group at that event: accepted before this one, not lost, not yet arrived.
std::size_t Causes::outstanding(const Lost& lost, std::size_t event) {
  const Traffic& all = traffic(lost);
  const auto place = std::lower_bound(all.messages.begin(), all.messages.end(), lost.message) - all.messages.begin();
  const auto arrived = std::lower_bound(all.arrival_events.begin(), all.arrival_events.end(), event);
  const std::size_t before = all.occupying[static_cast<std::size_t>(place)];
  const auto done = static_cast<std::size_t>(arrived - all.arrival_events.begin());
  return before > done ? before - done : 0;
}

/// Whether nothing shows that the connection (or the subscription) had taken effect when the message was accepted: no
/// evidence before it, and no earlier message of that sender arrived.
bool Causes::before_first_sign(const Lost& lost, bool subscriptions) {
  if (traffic(lost).first_arrived < lost.message) return false;
  for (const RecordedEvidence& evidence : history_.evidence) {
    if (evidence.event >= lost.range.invoke_event) break;
    const bool is_sign = evidence.kind == "subscribed" || (!subscriptions && evidence.kind == "connected");
    if (!is_sign || evidence.outcome != "came") continue;
    const std::size_t socket = history_.socket_index(evidence.socket);
    const Hop& hop = lost.group.hops.front();
    if (socket == hop.to || lost.group.contains(socket) || (!subscriptions && socket == hop.from)) return false;
  }
  return true;
}

/// Whether the message passes the receiver's subscriptions as they stood at the event.
bool Causes::matches(const Lost& lost, const Hop& hop, std::size_t event) const {
  const bool inverted = timeline_.option(hop.from, "INVERT_MATCHING", 0, event) != 0;
  return timeline_.is_subscribed(hop.to, lost.first_frame, event) != inverted;
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

/// Whether the aimed peer had already sent something that the ROUTER got: then the ROUTER knew it.
bool Causes::was_heard(const Lost& lost) const {
  const RecordedSocket& aim = history_.header.sockets[lost.range.to];
  const auto option = aim.options.find("ROUTING_ID");
  const auto routing_id =
      option == aim.options.end() ? Result<RecordedFrame>(RecordedFrame{}) : read_frame(option->second);
  return std::any_of(history_.deliveries.begin(), history_.deliveries.end(), [&](const Delivery& delivery) {
    if (delivery.socket != lost.range.socket || delivery.event >= lost.range.event) return false;
    const RecordedFrames& frames = delivery.stamped ? delivery.envelope : delivery.literal;
    if (routing_id && routing_id->size > 0 && !frames.empty() && same_bytes(frames.front(), *routing_id)) return true;
    const std::size_t message = delivery.identified ? history_.message_index(delivery.identity) : no_index;
    return message != no_index && history_.range_of(history_.messages[message]).socket == lost.range.to;
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
  if (!before_first_sign(lost, false) || was_heard(lost)) return false;
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
  if (publishes(lost.sender.type) || lost.sender.type == "ROUTER" || !before_first_sign(lost, false)) return false;
  return settle(cause, "no-peer", false,
                fmt::format("it was accepted before anything shows that {} and {} were connected", lost.sender.name,
                            history_.socket_name(hop.to)));
}

/// The runner's own probes also take places in the pipe. They are sent as a stream that the case does not have.
std::size_t Causes::probes_sent(const Lost& lost, std::size_t since) {
  const auto is_probe = [&](const RecordedOperation& operation) {
    const auto stream = operation.arguments.find("stream");
    return operation.call == "send" && operation.socket == lost.sender.name && operation.event > since &&
           operation.event < lost.range.invoke_event && stream != operation.arguments.end() &&
           integer_member(*stream, "stream", -1) == 0;
  };
  if (!probes_.contains(lost.range.invoke_event)) {
    const auto& all = history_.operations;
    probes_[lost.range.invoke_event] = static_cast<std::size_t>(std::count_if(all.begin(), all.end(), is_probe));
  }
  return probes_.at(lost.range.invoke_event);
}

bool Causes::at_mark(const Lost& lost, Cause& cause) {
  if (!drops_without_peer(lost.sender.type)) return false;
  constexpr std::int64_t default_mark = 1000;
  const Hop& hop = lost.group.hops.front();
  std::int64_t mark = timeline_.option(hop.from, "SNDHWM", default_mark, lost.range.event);
  if (history_.header.transport == "inproc") {
    const std::int64_t receiving = timeline_.option(hop.to, "RCVHWM", default_mark, lost.range.event);
    mark = mark > 0 && receiving > 0 ? mark + receiving : 0;
  }
  if (mark <= 0) return false;
  const auto limit = static_cast<std::uint64_t>(mark);
  const std::uint64_t at_least = outstanding(lost, lost.range.event);
  if (at_least >= limit) {
    return settle(cause, "at-mark", true,
                  fmt::format("{} messages were on their way when it was accepted; the mark is {}", at_least, mark));
  }
  // A sender learns late of what was read, and within one bulk deliveries and acceptances cannot be ordered: what had
  // not arrived when everything was last settled is the upper bound.
  const RecordedEvidence* settled = latest_settled(history_, lost.range.invoke_event);
  const std::size_t since = settled == nullptr ? 0 : settled->event;
  const std::uint64_t at_most = outstanding(lost, since) + probes_sent(lost, since);
  if (at_most * 2 < limit) return false;
  return settle(cause, "at-mark", false,
                fmt::format("up to {} messages were on their way when it was accepted; the mark is {}", at_most, mark));
}

bool Causes::linger(const Lost& lost, Cause& cause) {
  if (timeline_.is_open(lost.range.socket, no_index)) return false;
  const std::size_t ended = timeline_.ended_after(lost.range.socket, lost.range.event);
  if (ended == no_index) return false;
  const bool killed = std::any_of(history_.exits.begin(), history_.exits.end(),
                                  [&](const ProcessExit& exit) { return exit.event == ended; });
  if (killed) return false;  // peer_gone tells of it
  const std::int64_t linger_ms = timeline_.option(lost.range.socket, "LINGER", 0, ended);
  if (linger_ms < 0) return false;
  return settle(cause, "linger", true,
                fmt::format("{} was closed with LINGER {} before it arrived", lost.sender.name, linger_ms));
}

/// A receiver ends the connection when a message above its MAXMSGSIZE comes, and what waits behind it goes too.
bool Causes::exceeds_limit(const Lost& lost, const Hop& hop, Cause& cause) {
  const std::int64_t limit = timeline_.option(hop.to, "MAXMSGSIZE", -1, no_index);
  if (limit < 0 || history_.header.transport == "inproc") return false;
  const auto is_above = [&](const AcceptedRange& range) {
    return range.socket == lost.range.socket && range.event <= lost.range.event &&
           range.size > static_cast<std::uint64_t>(limit);
  };
  if (std::none_of(history_.accepted.begin(), history_.accepted.end(), is_above)) return false;
  return settle(cause, "peer-gone", is_above(lost.range) && lost.group.one_path,
                fmt::format("{} ends the connection by which a message above its MAXMSGSIZE of {} bytes comes",
                            history_.socket_name(hop.to), limit));
}

bool Causes::peer_gone(const Lost& lost, Cause& cause) {
  const bool is_certain = lost.group.one_path;
  for (const Hop& hop : lost.group.hops) {
    const std::string& peer = history_.socket_name(hop.to);
    if (timeline_.ended_after(hop.to, lost.range.invoke_event) != no_index) {
      return settle(cause, "peer-gone", is_certain, fmt::format("{} was closed or its process gone after that", peer));
    }
    if (timeline_.disconnected_after(hop.from, hop.to, lost.range.invoke_event) != no_index) {
      return settle(cause, "peer-gone", is_certain, fmt::format("{} was disconnected after it was accepted", peer));
    }
    if (timeline_.ended_after(hop.from, lost.range.invoke_event) != no_index && hop.from != lost.range.socket) {
      return settle(cause, "peer-gone", is_certain,
                    fmt::format("{}, on its way, was closed or its process gone", history_.socket_name(hop.from)));
    }
  }
  for (const Hop& hop : lost.group.hops) {
    if (exceeds_limit(lost, hop, cause)) return true;
  }
  for (const ProcessExit& exit : history_.exits) {
    if (exit.event > lost.range.invoke_event &&
        exit.event == timeline_.ended_after(lost.range.socket, lost.range.event)) {
      return settle(cause, "peer-gone", true, fmt::format("the process of {} ended after that", lost.sender.name));
    }
  }
  for (const Hop& hop : lost.group.hops) {
    if (timeline_.told_disconnected(hop.from, hop.to, lost.range.invoke_event, lost.fate.event) != no_index) {
      return settle(cause, "peer-gone", false, "a monitor told DISCONNECTED after it was accepted");
    }
  }
  return false;
}

bool Causes::conflated(const Lost& lost, Cause& cause) {
  for (const Hop& hop : lost.group.hops) {
    if (timeline_.option(hop.from, "CONFLATE", 0, no_index) == 0 &&
        timeline_.option(hop.to, "CONFLATE", 0, no_index) == 0) {
      continue;
    }
    if (traffic(lost).messages.back() <= lost.message) return false;
    return settle(cause, "conflated", true, "CONFLATE keeps only the newest message, and a later one was accepted");
  }
  return false;
}

bool Causes::out_of_step(const Lost& lost, Cause& cause) {
  const Hop& hop = lost.group.hops.front();
  const RecordedSocket& receiver = history_.header.sockets[hop.to];
  const bool sends_delimiter = lost.sender.type == "ROUTER" || lost.sender.type == "DEALER";
  if (sends_delimiter && (receiver.type == "REQ" || receiver.type == "REP")) {
    const bool delimited = std::any_of(lost.range.lead.begin(), lost.range.lead.end(),
                                       [](const RecordedFrame& frame) { return frame.size == 0; });
    if (!delimited) {
      return settle(cause, "out-of-step", true,
                    fmt::format("it has no empty delimiter, without which {} drops it", receiver.name));
    }
  }
  if (receiver.type != "REQ") return false;
  std::size_t requests = 0;
  for (const AcceptedRange& range : history_.accepted) {
    if (range.socket == hop.to && range.event < lost.range.event) requests += range.count;
  }
  for (const SentMessage& sent : history_.sent)
    requests += sent.socket == hop.to && sent.event < lost.range.event ? 1 : 0;
  const Traffic& replies = traffic(lost);
  const auto place = std::lower_bound(replies.messages.begin(), replies.messages.end(), lost.message);
  const auto number = static_cast<std::size_t>(place - replies.messages.begin()) + 1;
  if (number > requests) {
    return settle(cause, "out-of-step", true,
                  fmt::format("it is answer {} to {}, which had sent {} requests", number, receiver.name, requests));
  }
  if (number == requests || timeline_.option(hop.to, "REQ_RELAXED", 0, no_index) == 0) return false;
  return settle(
      cause, "out-of-step", true,
      fmt::format("it answers request {} of {}, which had gone on to request {}", number, receiver.name, requests));
}

}  // namespace zassay
