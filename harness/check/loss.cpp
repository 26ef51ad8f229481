#include "check/loss.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "check/finding.hpp"
#include "check/interleaved.hpp"

namespace zassay {

bool drops_without_peer(const std::string& type) {
  return type == "PUB" || type == "XPUB" || type == "XSUB" || type == "ROUTER" || type == "REP" || type == "RADIO";
}

Losses::Losses(const History& history)
    : history_(history),
      timeline_(history),
      routes_(history),
      interleaved_(find_interleaved(history)),
      latest_starved_(history.header.sockets.size(), no_index),
      takes_without_a_record_(history.header.sockets.size(), false) {
  for (const RecordedEvidence& evidence : history.evidence) {
    const std::size_t socket = history.socket_index(evidence.socket);
    if (evidence.kind == "starved" && evidence.outcome == "came" && socket != no_index) {
      latest_starved_[socket] = evidence.event;
    }
  }
  for (const RecordedOperation& operation : history.operations) {
    // A message object that received holds a message which no `received` event tells of; so may a call in flight.
    const bool took = operation.call == "message.recv" && (!operation.reply || operation.reply->error.empty());
    const std::size_t socket = took ? socket_of(history, operation) : no_index;
    if (socket != no_index) takes_without_a_record_[socket] = true;
    if (operation.call == "relay" || operation.call == "proxy") carriers_.push_back(&operation);
  }
  for (std::size_t message = 0; message < history.messages.size(); ++message) {
    const std::size_t sender = history.range_of(history.messages[message]).socket;
    for (const std::size_t delivery : history.messages[message].deliveries) {
      arrivals_[{sender, history.deliveries[delivery].socket}].push_back({message, delivery});
    }
  }
}

const std::vector<ReceiverGroup>& Losses::groups(std::size_t message, std::size_t at) {
  const AcceptedRange& range = history_.range_of(history_.messages[message]);
  const std::vector<ReceiverGroup>& all = routes_.of(range);
  if (at == no_index) return all;
  const auto [place, is_new] = narrowed_.try_emplace({range.socket, range.to, at});
  if (!is_new) return place->second;
  for (const ReceiverGroup& group : all) {
    if (!group.contains(at)) continue;
    place->second.push_back(group);
    place->second.back().receivers = {at};
    break;
  }
  return place->second;
}

bool Losses::keeps_order(const ReceiverGroup& group) {
  if (!group.one_path || group.receivers.size() != 1) return false;
  std::vector<std::size_t> key;
  for (const Hop& hop : group.hops) key.insert(key.end(), {hop.from, hop.to});
  const auto [place, is_new] = order_kept_.try_emplace(key, true);
  if (!is_new) return place->second;
  for (const Hop& hop : group.hops) {
    const bool conflates = timeline_.option(hop.from, "CONFLATE", 0, no_index) != 0 ||
                           timeline_.option(hop.to, "CONFLATE", 0, no_index) != 0;
    const bool datagrams = history_.header.sockets[hop.from].type == "RADIO";
    if (conflates || datagrams || timeline_.has_parallel_connections(hop.from, hop.to)) place->second = false;
  }
  return place->second;
}

Fate Losses::fate(std::size_t message, const ReceiverGroup& group) {
  for (const std::size_t delivery : history_.messages[message].deliveries) {
    const Delivery& arrived = history_.deliveries[delivery];
    if (!group.contains(arrived.socket)) continue;
    const bool is_merged = !arrived.whole && interleaved_.contains(message);
    return {is_merged ? Fate::State::merged : Fate::State::arrived, arrived.event, delivery};
  }
  const bool recorded = std::none_of(group.receivers.begin(), group.receivers.end(),
                                     [&](std::size_t socket) { return takes_without_a_record_[socket]; });
  if (!recorded || group.receivers.empty()) return {};
  if (relay_holds(group)) return {};
  if (const Fate fate = find_fence(message, group); fate.is_lost()) return fate;
  if (const Fate fate = find_starved(message, group); fate.is_lost()) return fate;
  if (const Fate fate = find_elsewhere(message, group); fate.is_lost()) return fate;
  const bool all_gone = std::all_of(group.receivers.begin(), group.receivers.end(),
                                    [&](std::size_t socket) { return timeline_.is_gone(socket); });
  if (!all_gone) return {};
  return {Fate::State::gone, timeline_.ended_after(group.receivers.front(), 0), no_index};
}

Fate Losses::find_fence(std::size_t message, const ReceiverGroup& group) {
  if (!keeps_order(group)) return {};
  const AcceptedRange& range = history_.range_of(history_.messages[message]);
  const auto found = arrivals_.find({range.socket, group.receivers.front()});
  if (found == arrivals_.end()) return {};
  const std::vector<Arrival>& arrivals = found->second;
  auto next = std::upper_bound(arrivals.begin(), arrivals.end(), message,
                               [](std::size_t key, const Arrival& arrival) { return key < arrival.message; });
  for (; next != arrivals.end(); ++next) {
    const Delivery& fence = history_.deliveries[next->delivery];
    // A corrupt stamp may claim any number: it proves nothing about others.
    if (!fence.identified) continue;
    const bool same_pipe = std::none_of(group.hops.begin(), group.hops.end(), [&](const Hop& hop) {
      return timeline_.pipe_may_have_changed(hop.from, hop.to, range.invoke_event, fence.event);
    });
    return same_pipe ? Fate{Fate::State::fenced, fence.event, next->delivery} : Fate{};
  }
  return {};
}

/// Whether a relay on the way ended with a message in hand: which one, nobody knows.
bool Losses::relay_holds(const ReceiverGroup& group) const {
  return std::any_of(carriers_.begin(), carriers_.end(), [&](const RecordedOperation* operation) {
    const std::size_t from = history_.socket_index(string_member(operation->arguments, "from"));
    return std::binary_search(group.inputs.begin(), group.inputs.end(), from) && operation->reply &&
           bool_member(operation->reply->result, "holding");
  });
}

bool Losses::input_may_hold(std::size_t input, std::size_t starved_event) {
  const std::string& name = history_.socket_name(input);
  std::uint64_t relayed = 0;
  for (const RecordedOperation* operation : carriers_) {
    const Json& arguments = operation->arguments;
    const bool takes = string_member(arguments, "from") == name || string_member(arguments, "frontend") == name ||
                       string_member(arguments, "backend") == name;
    if (!takes) continue;
    // One that runs would have taken what is there: the collection starved only when everything was settled.
    if (!operation->reply || operation->reply->event > starved_event) return false;
    relayed +=
        static_cast<std::uint64_t>(std::max<std::int64_t>(0, integer_member(operation->reply->result, "relayed")));
  }
  const auto comes_here = [&](std::size_t sender, std::size_t to) {
    const auto& groups = routes_.of(sender, to);
    return std::any_of(groups.begin(), groups.end(), [&](const ReceiverGroup& group) {
      return std::binary_search(group.inputs.begin(), group.inputs.end(), input);
    });
  };
  std::uint64_t sent = 0;
  for (const AcceptedRange& range : history_.accepted) sent += comes_here(range.socket, range.to) ? range.count : 0;
  for (const SentMessage& message : history_.sent) sent += comes_here(message.socket, no_index) ? 1 : 0;
  for (const RecordedOperation& operation : history_.operations) {
    const std::size_t socket = socket_of(history_, operation);
    if (message_object_sent(operation) > 0 && socket != no_index && comes_here(socket, no_index)) ++sent;
  }
  return relayed < sent;
}

bool Losses::relay_may_hold(const ReceiverGroup& group, std::size_t accepted_event, std::size_t starved_event) {
  return std::any_of(group.inputs.begin(), group.inputs.end(), [&](std::size_t input) {
    const bool emptied = latest_starved_[input] != no_index && latest_starved_[input] > accepted_event;
    return !emptied && input_may_hold(input, starved_event);
  });
}

/// Whether the message had a way to leave its sender after it was accepted. Without one it waits in a sender that does
/// not drop, and a collection that starves meanwhile says nothing about it.
bool Losses::could_leave(const AcceptedRange& range, const ReceiverGroup& group, std::size_t until) const {
  if (drops_without_peer(history_.header.sockets[range.socket].type)) return true;
  return std::any_of(group.hops.begin(), group.hops.end(), [&](const Hop& hop) {
    return hop.from == range.socket && (timeline_.is_connected(hop.from, hop.to, until) ||
                                        timeline_.pipe_may_have_changed(hop.from, hop.to, range.invoke_event, until));
  });
}

Fate Losses::find_starved(std::size_t message, const ReceiverGroup& group) {
  const AcceptedRange& range = history_.range_of(history_.messages[message]);
  std::size_t earliest = no_index;
  std::size_t latest = 0;
  std::size_t ended = 0;
  for (const std::size_t receiver : group.receivers) {
    const std::size_t starved = latest_starved_[receiver];
    if (starved != no_index && starved > range.event) {
      earliest = std::min(earliest, starved);
      latest = std::max(latest, starved);
    } else if (timeline_.is_gone(receiver)) {
      ended = std::max(ended, timeline_.ended_after(receiver, 0));
    } else {
      return {};
    }
  }
  // What a receiver held that went away may go to another one: the others must have starved after that.
  if (earliest == no_index || (ended != no_index && ended > earliest)) return {};
  if (!could_leave(range, group, latest) || relay_may_hold(group, range.event, latest)) return {};
  return {Fate::State::starved, latest, no_index};
}

Fate Losses::find_elsewhere(std::size_t message, const ReceiverGroup& group) {
  for (const ReceiverGroup& natural : routes_.of(history_.range_of(history_.messages[message]))) {
    const bool is_wider = natural.receivers.size() > group.receivers.size() && !natural.copies &&
                          std::includes(natural.receivers.begin(), natural.receivers.end(), group.receivers.begin(),
                                        group.receivers.end());
    if (!is_wider) continue;
    for (const std::size_t delivery : history_.messages[message].deliveries) {
      const Delivery& arrived = history_.deliveries[delivery];
      if (arrived.identified && natural.contains(arrived.socket)) {
        return {Fate::State::elsewhere, arrived.event, delivery};
      }
    }
  }
  return {};
}

std::string Losses::proof(std::size_t message, const ReceiverGroup& group, const Fate& fate) const {
  const std::string where = name_of(history_, group);
  switch (fate.state) {
    case Fate::State::arrived:
      return "and arrived at " + where;
    case Fate::State::missing:
      return fmt::format("and did not arrive at {}, but nothing proves that it will not", where);
    case Fate::State::elsewhere:
      return fmt::format("and arrived at {} instead of {}",
                         history_.socket_name(history_.deliveries[fate.witness].socket), where);
    case Fate::State::starved:
      return fmt::format("and never arrived at {}, where a later collection found nothing more to come (starved)",
                         where);
    case Fate::State::merged:
      return fmt::format("and its frames came to {} in other messages", where);
    case Fate::State::gone:
      return fmt::format("and never arrived at {}, which is gone", where);
    case Fate::State::fenced:
      break;
  }
  const MessageIdentity& fence = history_.deliveries[fate.witness].identity;
  const bool same_stream = fence.stream == history_.messages[message].identity.stream;
  const std::string stream = same_stream ? "" : fmt::format(" of stream {}", history_.stream_name(fence.stream));
  return fmt::format("and never arrived at {}, though message {}{} did (fence)", where, fence.sequence, stream);
}

std::string name_of(const History& history, const ReceiverGroup& group) {
  std::string names;
  for (const std::size_t receiver : group.receivers) {
    names += (names.empty() ? "" : ", ") + history.socket_name(receiver);
  }
  if (group.receivers.empty()) return "any receiver";
  return group.receivers.size() == 1 ? names : "any of " + names;
}

}  // namespace zassay
