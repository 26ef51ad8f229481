#include "check/timeline.hpp"

#include <algorithm>
#include <map>

namespace zassay {
namespace {

bool is_between(const ConnectionChange& change, const std::string& one, const std::string& other) {
  return (change.socket == one && change.peer == other) || (change.socket == other && change.peer == one);
}

bool is_linked(const RecordedSocket& socket, const std::string& name) {
  return std::find(socket.links.begin(), socket.links.end(), name) != socket.links.end();
}

}  // namespace

Timeline::Timeline(const History& history) : history_(history) {
  for (const RecordedOperation& operation : history.operations) {
    if (operation.call == "set" && operation.reply && operation.reply->error.empty()) sets_.push_back(&operation);
  }
}

bool Timeline::same_process(const std::string& side, std::size_t socket) const {
  return history_.header.transport == "inproc" || history_.header.sockets[socket].side == side;
}

bool Timeline::is_open(std::size_t socket, std::size_t event) const {
  const std::string& name = history_.socket_name(socket);
  bool told = false;
  bool open = false;
  std::size_t since = 0;
  for (const LifeChange& change : history_.life) {
    if (change.socket != name) continue;
    told = true;
    if (change.event >= event) break;
    open = change.opened;
    since = change.event;
  }
  if (!told) open = true;
  return open && ended_after(socket, since) >= event;
}

std::size_t Timeline::ended_after(std::size_t socket, std::size_t event) const {
  const std::string& name = history_.socket_name(socket);
  std::size_t first = no_index;
  for (const LifeChange& change : history_.life) {
    if (!change.opened && change.event > event && change.socket == name) first = std::min(first, change.event);
  }
  for (const ProcessExit& exit : history_.exits) {
    if (exit.event > event && same_process(exit.side, socket)) first = std::min(first, exit.event);
  }
  return first;
}

bool Timeline::is_gone(std::size_t socket) const {
  if (is_open(socket, no_index)) return false;
  const std::string& name = history_.socket_name(socket);
  const bool was_open = std::any_of(history_.life.begin(), history_.life.end(),
                                    [&](const LifeChange& change) { return change.opened && change.socket == name; });
  return was_open || history_.completed();
}

bool Timeline::is_connected(std::size_t one, std::size_t other, std::size_t event) const {
  if (!is_open(one, event) || !is_open(other, event)) return false;
  const std::string& first = history_.socket_name(one);
  const std::string& second = history_.socket_name(other);
  bool told = false;
  int connections = 0;
  for (const ConnectionChange& change : history_.connections) {
    if (!is_between(change, first, second)) continue;
    told = true;
    if (change.event < event) connections += change.added ? 1 : -1;
  }
  if (told) return connections > 0;
  const auto is_alone = [&](const RecordedSocket& socket) {
    return socket.links.empty() &&
           std::none_of(history_.connections.begin(), history_.connections.end(), [&](const ConnectionChange& change) {
             return change.socket == socket.name || change.peer == socket.name;
           });
  };
  const RecordedSocket& sender = history_.header.sockets[one];
  const RecordedSocket& receiver = history_.header.sockets[other];
  // A socket that is connected by literal endpoints only has no links: nothing is known of it.
  return is_linked(sender, second) || is_linked(receiver, first) || is_alone(sender) || is_alone(receiver);
}

std::size_t Timeline::disconnected_after(std::size_t one, std::size_t other, std::size_t event) const {
  for (const ConnectionChange& change : history_.connections) {
    if (!change.added && change.event > event &&
        is_between(change, history_.socket_name(one), history_.socket_name(other))) {
      return change.event;
    }
  }
  return no_index;
}

std::size_t Timeline::told_disconnected(std::size_t one, std::size_t other, std::size_t from, std::size_t to) const {
  for (const MonitorEvent& told : history_.monitor) {
    if (told.name != "DISCONNECTED" || told.event < from || told.event > to) continue;
    if (told.socket == history_.socket_name(one) || told.socket == history_.socket_name(other)) return told.event;
  }
  return no_index;
}

std::string Timeline::link_between(std::size_t one, std::size_t other) const {
  const auto& sockets = history_.header.sockets;
  for (const auto& [connecting, listening] : {std::pair{one, other}, std::pair{other, one}}) {
    const auto link = history_.header.links.find(sockets[connecting].via);
    if (link != history_.header.links.end() && link->second == sockets[listening].name) return link->first;
  }
  return {};
}

bool Timeline::pipe_may_have_changed(std::size_t one, std::size_t other, std::size_t from, std::size_t to) const {
  if (ended_after(one, from) <= to || ended_after(other, from) <= to) return true;
  if (told_disconnected(one, other, from, to) != no_index) return true;
  const std::string link = link_between(one, other);
  const bool was_touched =
      std::any_of(history_.link_changes.begin(), history_.link_changes.end(), [&](const LinkChange& change) {
        return change.link == link && change.kind != LinkChange::Kind::opened && change.event <= to;
      });
  if (!link.empty() && was_touched) return true;
  return disconnected_after(one, other, from) <= to;
}

bool Timeline::has_parallel_connections(std::size_t one, std::size_t other) const {
  const std::string& first = history_.socket_name(one);
  const std::string& second = history_.socket_name(other);
  const auto declared = [&](const RecordedSocket& socket, const std::string& name) {
    return std::count(socket.links.begin(), socket.links.end(), name) > 1;
  };
  if (declared(history_.header.sockets[one], second) || declared(history_.header.sockets[other], first)) return true;
  std::map<std::string, int> by_socket;  // each end may tell of the same connection
  std::size_t before = 0;
  for (const ConnectionChange& change : history_.connections) {
    if (!is_between(change, first, second)) continue;
    if (std::min(ended_after(one, before), ended_after(other, before)) < change.event) by_socket.clear();
    before = change.event;
    if ((by_socket[change.socket] += change.added ? 1 : -1) > 1) return true;
  }
  return false;
}

bool Timeline::is_subscribed(std::size_t receiver, const std::string& first_frame, std::size_t event) const {
  const RecordedSocket& socket = history_.header.sockets[receiver];
  std::map<std::string, int> counts;  // a prefix that was set twice must be removed twice
  std::map<std::string, bool> told;
  for (const SubscriptionChange& change : history_.subscriptions) {
    if (change.socket != receiver) continue;
    told[change.topic] = true;
    if (change.event < event) counts[change.topic] += change.added ? 1 : -1;
  }
  // XSUB subscribes by sending a byte 1 (0: unsubscribes) and the prefix.
  for (const SentMessage& sent : history_.sent) {
    if (socket.type != "XSUB") break;
    if (sent.socket != receiver || sent.event >= event || sent.frames.size() != 1) continue;
    const std::string& bytes = sent.frames.front().bytes;
    if (!bytes.empty() && (bytes[0] == 1 || bytes[0] == 0)) counts[bytes.substr(1)] += bytes[0] == 1 ? 1 : -1;
  }
  for (const std::string& topic : socket.subscribe) {
    if (!told.contains(topic) && is_open(receiver, event)) counts[topic] += 1;
  }
  return std::any_of(counts.begin(), counts.end(),
                     [&](const auto& item) { return item.second > 0 && first_frame.starts_with(item.first); });
}

bool Timeline::was_subscribed(std::size_t receiver, const std::string& first_frame, std::size_t event) const {
  const RecordedSocket& socket = history_.header.sockets[receiver];
  for (const SubscriptionChange& change : history_.subscriptions) {
    const bool counts = change.socket == receiver && change.added && change.event < event;
    if (counts && first_frame.starts_with(change.topic)) return true;
  }
  for (const SentMessage& sent : history_.sent) {
    if (socket.type != "XSUB") break;
    if (sent.socket != receiver || sent.event >= event || sent.frames.size() != 1) continue;
    const std::string& bytes = sent.frames.front().bytes;
    if (bytes.starts_with('\x01') && first_frame.starts_with(bytes.substr(1))) return true;
  }
  return is_subscribed(receiver, first_frame, event);
}

std::int64_t Timeline::option(std::size_t socket, const std::string& name, std::int64_t otherwise,
                              std::size_t event) const {
  const RecordedSocket& declared = history_.header.sockets[socket];
  std::int64_t value = otherwise;
  const auto found = declared.options.find(name);
  if (found != declared.options.end() && found->second.is_number_integer()) value = found->second.get<std::int64_t>();
  for (const RecordedOperation* operation : sets_) {
    if (operation->event >= event) break;
    if (operation->socket == declared.name && string_member(operation->arguments, "option") == name) {
      value = integer_member(operation->arguments, "value", value);
    }
  }
  return value;
}

}  // namespace zassay
