#include "run/wire_sides.hpp"

#include "base/bytes.hpp"
#include "base/stamp.hpp"
#include "mutants/wire/wire_defects.hpp"
#include "run/session.hpp"
#include "run/story.hpp"
#include "run/wire_items.hpp"

namespace zassay {
namespace {

constexpr int link_buffer_octets = 16384;  ///< small, so that a sender whose octets are left unread comes to its mark
constexpr std::uint64_t most_recorded = event_limit;
constexpr std::size_t most_kept_octets = std::size_t{64} << 20;  ///< of one connection of a peer

/// "pull" for the only socket that may stand at the end of a connection that it made or took; else a word.
std::string only_socket(const Case& cell, const std::string& target, bool via) {
  std::string found;
  for (const SocketSpec& socket : cell.sockets) {
    const bool leads_there = std::find(socket.connect.begin(), socket.connect.end(), target) != socket.connect.end();
    if (via ? socket.via != target : !leads_there) continue;
    if (!found.empty()) return "connecting";
    found = socket.name;
  }
  return found.empty() ? "connecting" : found;
}

std::string name_of(const wire::Item& item) {
  if (item.kind == wire::Item::Kind::greeting) return "greeting";
  return item.kind == wire::Item::Kind::command ? item.name : "frame";
}

bool is_item(const link::Event& event) { return event.kind == link::Event::Kind::item; }

}  // namespace

WireSides::WireSides(Session& session, const Case& cell) : session_(session), cell_(cell) {
  for (const PeerSpec& spec : cell.peers) peers_[spec.name].spec = &spec;
  for (const LinkSpec& spec : cell.links) links_[spec.name].spec = &spec;
}

WireSides::~WireSides() = default;

Result<void> WireSides::ensure_loop() {
  if (loop_) return {};
  auto made = link::Loop::make();
  if (!made) return tl::unexpected(made.error());
  loop_ = std::move(*made);
  const link::Change change = wire_defect(defect_).value_or(link::Change());
  for (auto& [name, peer] : peers_) {
    link::PeerOptions options;
    options.name = name;
    options.change = change;
    peer.wire = std::make_unique<link::Peer>(*loop_, options);
  }
  for (auto& [name, played] : links_) {
    link::RelayOptions options;
    options.name = name;
    options.receive_buffer_octets = link_buffer_octets;
    options.send_buffer_octets = link_buffer_octets;
    played.wire = std::make_unique<link::Relay>(*loop_, options);
    if (!change) continue;
    if (auto changed = played.wire->change(change); !changed) return changed;
  }
  return {};
}

std::string WireSides::automatic_endpoint(const std::string& name) const {
  if (cell_.transport == "ipc") return "ipc://" + session_.folder() + "/" + name;
  return "tcp://127.0.0.1:*";
}

Result<void> WireSides::open_peer(const std::string& name) {
  if (auto made = ensure_loop(); !made) return made;
  PlayedPeer& peer = peers_.at(name);
  const std::string& wanted = peer.spec->endpoint;
  peer.asked_at = std::chrono::steady_clock::now();
  if (peer.spec->listens) {
    auto bound = peer.wire->listen(wanted == "auto" ? automatic_endpoint(name) : wanted);
    if (!bound) return tl::unexpected(bound.error());
    peer.endpoint = *bound;
  } else {
    const bool is_literal = wanted.find("://") != std::string::npos;
    peer.endpoint = is_literal ? wanted : endpoint_of(session_, wanted);
    if (auto connected = peer.wire->connect(peer.endpoint); !connected) return connected;
  }
  peer.open = true;
  return {};
}

Result<std::string> WireSides::endpoint_of_link(const std::string& name) {
  if (auto made = ensure_loop(); !made) return tl::unexpected(made.error());
  PlayedLink& played = links_.at(name);
  if (!played.endpoint.empty()) return played.endpoint;
  auto bound = played.wire->open(automatic_endpoint(name), endpoint_of(session_, played.spec->to));
  if (bound) played.endpoint = *bound;
  return bound;
}

std::string WireSides::moving(std::vector<int>& descriptors) {
  if (!loop_) return {};
  const link::Quiet quiet = loop_->look();
  descriptors = quiet.descriptors;
  return quiet.moving() ? "octets are on their way in a peer or a link" : "";
}

bool WireSides::hear() {
  if (!loop_) return false;
  const auto event = loop_->next_event();
  if (!event) return false;
  record(*event);
  if (const auto peer = peers_.find(event->name); peer != peers_.end()) {
    note_peer(peer->second, *event);
  } else if (const auto played = links_.find(event->name); played != links_.end()) {
    note_link(played->second, *event);
  }
  return true;
}

void WireSides::note_peer(PlayedPeer& peer, const link::Event& event) {
  using Kind = link::Event::Kind;
  if (event.kind == Kind::opened) peer.connections = std::max(peer.connections, event.connection);
  if (event.connection == 0) return;
  PeerConnection& connection = peer.heard[event.connection];
  const bool is_own = event.side == (peer.spec->listens ? link::Side::listening : link::Side::connecting);
  if (event.kind == Kind::item && (event.item.complete || event.item.malformed)) keep_item(peer, connection, event);
  if (event.kind == Kind::opened) {
    connection.opened_at = peer.asked_at;
    connection.came_at = peer.spec->listens ? event.when : peer.asked_at;
  }
  if (event.kind == Kind::item && event.item.kind == wire::Item::Kind::greeting) connection.version_came = true;
  if (event.kind == Kind::item && event.item.complete && event.item.name == "READY") connection.ready_came = true;
  if (event.kind == Kind::sent) connection.sent.insert(event.number);
  if (event.kind == Kind::unsent) connection.unsent[event.number] = event.octets;
  if ((event.kind == Kind::closed || event.kind == Kind::reset) && !is_own) {
    connection.ended = true;
    connection.ended_at = event.when;
    connection.by = event.kind == Kind::closed ? "FIN" : "RST";
  }
}

/// Whoever sends without end is left unread before it costs memory without end: no story waits for so much.
void WireSides::keep_item(PlayedPeer& peer, PeerConnection& connection, const link::Event& event) {
  if (connection.is_full) return;
  connection.items.push_back(event.item);
  connection.kept_octets += event.item.body.size() + sizeof(wire::Item);
  connection.is_full = connection.kept_octets > most_kept_octets;
  if (connection.is_full) (void)peer.wire->stop_reading(event.connection);
}

void WireSides::note_link(PlayedLink& played, const link::Event& event) {
  using Kind = link::Event::Kind;
  switch (event.kind) {
    case Kind::opened:
      played.connections = std::max(played.connections, event.connection);
      break;
    case Kind::item:
      if (!event.item.complete || recorded_ > most_recorded) break;
      played.items.push_back({event.connection, event.side, event.item.offset, name_of(event.item)});
      break;
    case Kind::held:
    case Kind::stalled:
      played.stopped[{event.connection, event.side}] = event.octets;
      ++played.told[link::word_of(event.kind)];
      break;
    case Kind::released:
    case Kind::resumed:
      played.stopped.erase({event.connection, event.side});
      break;
    case Kind::cut:
      ++played.told["cut"];
      break;
    default:
      break;
  }
}

std::string WireSides::sender_of(const link::Event& event) const {
  if (const auto peer = peers_.find(event.name); peer != peers_.end()) {
    const PeerSpec& spec = *peer->second.spec;
    const bool is_own = event.side == (spec.listens ? link::Side::listening : link::Side::connecting);
    if (is_own) return spec.name;
    return spec.listens ? only_socket(cell_, spec.name, false) : spec.endpoint;
  }
  const auto played = links_.find(event.name);
  if (event.side == link::Side::listening && played != links_.end()) return played->second.spec->to;
  return only_socket(cell_, event.name, true);
}

void WireSides::record(const link::Event& event) {
  if (is_item(event) && !event.item.complete && !event.item.malformed) return;
  if (++recorded_ > most_recorded) return;
  Json line{{"event", "wire"}, {"at", event.name}, {"what", link::word_of(event.kind)}};
  const auto at = std::chrono::duration_cast<std::chrono::nanoseconds>(event.when.time_since_epoch()).count();
  line["when"] = session_.cell_time_ns(at);
  if (event.connection != 0) line["connection"] = event.connection;
  if (event.kind != link::Event::Kind::opened) line["from"] = sender_of(event);
  if (event.number != 0) line["verb"] = event.number;
  if (!event.note.empty()) line["note"] = event.note;
  if (event.octets != 0 || event.kind == link::Event::Kind::closed) line["octets"] = event.octets;
  if (event.kind == link::Event::Kind::cut) {
    line["passed"] = event.passed;
    line["by"] = links_.at(event.name).cut_by;
  }
  if (is_item(event)) {
    line.update(mechanisms_.take(event));
    const auto stamp = event.item.kind == wire::Item::Kind::frame ? read_stamp(event.item.body) : std::nullopt;
    if (stamp && stamp->run == session_.run_number() && stamp->stream != 0) {
      line["stream"] = stamp->stream;
      line["sequence"] = stamp->sequence;
    }
  }
  session_.record(std::move(line));
}

}  // namespace zassay
