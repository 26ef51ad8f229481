// Causes by which a message that had a way is given up: marks, linger, peers that go, CONFLATE, request and reply.

#include <fmt/format.h>

#include <algorithm>

#include "check/finding.hpp"
#include "check/lost_message.hpp"

namespace zassay {

namespace {

/// Where a sender that drops decides on a message: at its first frame, which may have been sent by an operation of its
/// own, an earlier one than the one that ended the message.
std::size_t first_frame_taken(const History& history, std::size_t message, std::size_t accepted) {
  const MessageIdentity& sought = history.messages[message].identity;
  for (const PartialMessage& partial : history.partial) {
    if (MessageIdentity{partial.stream, partial.sequence} == sought) return std::min(partial.event, accepted);
  }
  return accepted;
}

}  // namespace

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
  const std::size_t decided = first_frame_taken(history_, lost.message, lost.range.event);
  const std::uint64_t at_least = outstanding(lost, decided);
  if (at_least >= limit) {
    return settle(cause, "at-mark", true,
                  fmt::format("{} messages were on their way when it was accepted; the mark is {}", at_least, mark));
  }
  // A sender learns late of what was read, and within one bulk deliveries and acceptances cannot be ordered: what had
  // not arrived when everything was last settled is the upper bound.
  const RecordedEvidence* settled = latest_settled(history_, std::min(decided, lost.range.invoke_event));
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
