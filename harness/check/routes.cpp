#include "check/routes.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace zassay {
namespace {

/// Which types take messages from which, RFC by RFC.
bool can_receive(std::string_view sender, std::string_view receiver) {
  static const std::set<std::pair<std::string_view, std::string_view>> pairs = {
      {"PAIR", "PAIR"},     {"PUSH", "PULL"},      {"PUB", "SUB"},         {"PUB", "XSUB"},      {"XPUB", "SUB"},
      {"XPUB", "XSUB"},     {"XSUB", "XPUB"},      {"REQ", "REP"},         {"REQ", "ROUTER"},    {"REP", "REQ"},
      {"REP", "DEALER"},    {"DEALER", "ROUTER"},  {"DEALER", "REP"},      {"DEALER", "DEALER"}, {"ROUTER", "DEALER"},
      {"ROUTER", "REQ"},    {"ROUTER", "ROUTER"},  {"STREAM", "STREAM"},   {"RADIO", "DISH"},    {"CLIENT", "SERVER"},
      {"SERVER", "CLIENT"}, {"SCATTER", "GATHER"}, {"CHANNEL", "CHANNEL"}, {"PEER", "PEER"},
  };
  return pairs.contains({sender, receiver});
}

void add_once(std::vector<std::size_t>& list, std::size_t value) {
  const auto place = std::lower_bound(list.begin(), list.end(), value);
  if (place == list.end() || *place != value) list.insert(place, value);
}

void merge(ReceiverGroup& into, const ReceiverGroup& other) {
  for (const std::size_t receiver : other.receivers) add_once(into.receivers, receiver);
  for (const std::size_t input : other.inputs) add_once(into.inputs, input);
  into.hops.insert(into.hops.end(), other.hops.begin(), other.hops.end());
  into.copies = into.copies || other.copies;
}

}  // namespace

bool ReceiverGroup::contains(std::size_t socket) const {
  return std::binary_search(receivers.begin(), receivers.end(), socket);
}

bool Routes::fans_out(const std::string& type) {
  return type == "PUB" || type == "XPUB" || type == "XSUB" || type == "RADIO";
}

Routes::Routes(const History& history) : history_(history), received_(history.header.sockets.size()) {
  const auto link = [&](const std::string& one, const std::string& other) {
    const std::size_t first = history.socket_index(one);
    const std::size_t second = history.socket_index(other);
    if (first == no_index || second == no_index || !can_meet(first, second)) return;
    add_once(peers_[first], second);
    add_once(peers_[second], first);
  };
  for (const RecordedSocket& socket : history.header.sockets) {
    for (const std::string& name : socket.links) link(socket.name, name);
  }
  for (const ConnectionChange& change : history.connections) link(change.socket, change.peer);
  for (const Delivery& delivery : history.deliveries) received_[delivery.socket] = true;
  for (std::size_t i = 0; i < history.operations.size(); ++i) {
    const RecordedOperation& operation = history.operations[i];
    const Json& arguments = operation.arguments;
    if (operation.call == "relay") note_output(string_member(arguments, "from"), string_member(arguments, "to"), i);
    if (operation.call != "proxy") continue;
    const std::string frontend = string_member(arguments, "frontend");
    const std::string backend = string_member(arguments, "backend");
    const std::string capture = string_member(arguments, "capture");
    note_output(frontend, backend, i);
    note_output(backend, frontend, i);
    note_output(frontend, capture, i);
    note_output(backend, capture, i);
  }
}

bool Routes::can_meet(std::size_t one, std::size_t other) const {
  const std::vector<RecordedSocket>& sockets = history_.header.sockets;
  return history_.header.transport != "inproc" || sockets[one].context == sockets[other].context;
}

void Routes::note_output(const std::string& input, const std::string& output, std::size_t operation) {
  const std::size_t from = history_.socket_index(input);
  const std::size_t to = history_.socket_index(output);
  if (from == no_index || to == no_index) return;
  std::vector<Output>& outputs = outputs_[from];
  const bool known = std::any_of(outputs.begin(), outputs.end(), [&](const Output& o) { return o.socket == to; });
  if (!known) outputs.push_back({to, operation});
}

std::vector<std::size_t> Routes::receiving_peers(std::size_t sender) const {
  std::vector<std::size_t> found;
  const std::string& type = history_.header.sockets[sender].type;
  const auto linked = peers_.find(sender);
  if (linked != peers_.end()) {
    for (const std::size_t peer : linked->second) {
      if (can_receive(type, history_.header.sockets[peer].type)) found.push_back(peer);
    }
    return found;
  }
  // No link is declared (literal endpoints, say): any socket of a fitting type may be at the other end.
  for (std::size_t peer = 0; peer < history_.header.sockets.size(); ++peer) {
    if (peer != sender && can_meet(sender, peer) && can_receive(type, history_.header.sockets[peer].type))
      found.push_back(peer);
  }
  return found;
}

std::vector<ReceiverGroup> Routes::through(std::size_t peer, const std::vector<std::size_t>& visited) {
  std::vector<ReceiverGroup> groups;
  const auto outputs = outputs_.find(peer);
  if (outputs != outputs_.end()) {
    for (const Output& output : outputs->second) {
      for (ReceiverGroup& group : from(output.socket, no_index, visited)) {
        add_once(group.inputs, peer);
        if (received_[peer]) {
          add_once(group.receivers, peer);
          group.one_path = false;
        }
        groups.push_back(std::move(group));
      }
    }
  }
  if (groups.empty()) groups.push_back({{peer}, {}, {}, true, false});
  return groups;
}

std::vector<ReceiverGroup> Routes::from(std::size_t sender, std::size_t to, std::vector<std::size_t> visited) {
  if (std::find(visited.begin(), visited.end(), sender) != visited.end()) return {};
  visited.push_back(sender);
  std::vector<std::size_t> peers = receiving_peers(sender);
  if (to != no_index) peers = {to};
  std::vector<ReceiverGroup> groups;
  const bool each_gets_it = fans_out(history_.header.sockets[sender].type) || peers.size() == 1;
  for (const std::size_t peer : peers) {
    for (ReceiverGroup& group : through(peer, visited)) {
      group.hops.insert(group.hops.begin(), Hop{sender, peer});
      groups.push_back(std::move(group));
    }
  }
  if (each_gets_it || groups.size() < 2) return groups;
  ReceiverGroup shared = groups.front();
  shared.copies = shared.copies || groups.size() > peers.size();
  shared.one_path = false;
  for (std::size_t i = 1; i < groups.size(); ++i) merge(shared, groups[i]);
  return {shared};
}

const std::vector<ReceiverGroup>& Routes::of(std::size_t sender, std::size_t to) {
  const auto [place, is_new] = known_.try_emplace({sender, to});
  if (is_new) place->second = from(sender, to, {});
  return place->second;
}

}  // namespace zassay
