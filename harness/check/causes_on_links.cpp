// The cause that the harness itself brings about: a link that was cut, or stands still.

#include <fmt/format.h>

#include <algorithm>

#include "check/lost_message.hpp"

namespace zassay {
namespace {

/// How far a message came on a link.
enum class Passage { unseen, partly, wholly };

Passage passage_of(const History& history, const MessageIdentity& message, const LinkChange& change,
                   const std::string& sender) {
  const std::uint16_t number = history.header.streams[message.stream].number;
  const auto link = history.header.links.find(change.link);
  const bool from_listener = link != history.header.links.end() && link->second == sender;
  Passage passage = Passage::unseen;
  for (const WireItem& item : history.wire) {
    const bool is_it = item.at == change.link && item.connection == change.connection && item.stream == number &&
                       item.sequence == message.sequence;
    if (!is_it) continue;
    const bool is_through = item.offset + item.octets <= change.passed[from_listener ? 1 : 0];
    const bool is_last = (item.flags & 1) == 0;
    passage = is_through && is_last && change.kind == LinkChange::Kind::cut ? Passage::wholly : Passage::partly;
  }
  return passage;
}

/// Where the request came that a REP answers by this message; no_index if that is none of `asker`, or it is no REP.
std::size_t request_event(const History& history, const std::string& type, const AcceptedRange& answer,
                          std::size_t asker) {
  if (type != "REP") return no_index;
  const Delivery* latest = nullptr;
  for (const Delivery& delivery : history.deliveries) {
    if (delivery.socket == answer.socket && delivery.event < answer.event) latest = &delivery;
  }
  if (latest == nullptr || !latest->identified) return no_index;
  const std::size_t message = history.message_index(latest->identity);
  const bool is_its = message != no_index && history.range_of(history.messages[message]).socket == asker;
  return is_its ? latest->event : no_index;
}

}  // namespace

/// A message that was accepted before its connection was replaced may be lost with the connection, unless all of it had
/// passed the link before a FIN: that gives the receiver all that was sent before it.
bool Causes::connection_cut(const Lost& lost, Cause& cause) {
  for (const Hop& hop : lost.group.hops) {
    const std::string link = timeline_.link_between(hop.from, hop.to);
    if (link.empty()) continue;
    for (const LinkChange& change : history_.link_changes) {
      if (change.link != link || change.kind == LinkChange::Kind::opened) continue;
      const auto replaced =
          std::find_if(history_.link_changes.begin(), history_.link_changes.end(), [&](const LinkChange& later) {
            return later.link == link && later.kind == LinkChange::Kind::opened && later.event > change.event;
          });
      const bool is_later = replaced != history_.link_changes.end() && lost.range.invoke_event > replaced->event;
      const std::size_t asked = request_event(history_, lost.sender.type, lost.range, hop.to);
      if (asked < change.event && change.event < lost.range.invoke_event && change.kind == LinkChange::Kind::cut) {
        return settle(cause, "connection-cut", true,
                      fmt::format("its request came by connection {} of the link {}, which was cut before the answer",
                                  change.connection, link));
      }
      if (is_later || lost.fate.event < change.event) continue;
      const Passage passage = passage_of(history_, history_.messages[lost.message].identity, change, lost.sender.name);
      if (passage == Passage::wholly && !change.by_reset) continue;
      const char* what = change.kind == LinkChange::Kind::cut ? "was cut" : "stood still";
      const char* where = passage == Passage::unseen   ? "and it was not seen to reach it"
                          : passage == Passage::partly ? "in front of it or in its midst"
                                                       : "by RST behind it";
      return settle(cause, "connection-cut", passage == Passage::partly && hop.from == lost.range.socket,
                    fmt::format("connection {} of the link {} {} {}", change.connection, link, what, where));
    }
  }
  return false;
}

}  // namespace zassay
