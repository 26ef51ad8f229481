// What a peer does: sides that the harness plays.

#include "run/peer_steps.hpp"

#include "base/bytes.hpp"
#include "run/observe.hpp"
#include "run/waiting.hpp"
#include "run/wire_items.hpp"

namespace zassay {
namespace {

constexpr std::size_t most_recorded_octets = 1024;

Ended refused(const Session& session, const std::string& name, const Error& error) {
  return Conclusion{"error", "the peer " + name + ": " + error.sentence, error.code, 0, session.line};
}

/// Ended as an error of the harness, unless the connection is over: that is the other side's doing, and in the history.
Ended unless_over(const Session& session, const std::string& name, const Result<void>& done) {
  if (done || done.error().code == "no-connection") return std::nullopt;
  return refused(session, name, done.error());
}

/// Waits until the peer has one connection more than were taken, and takes it.
Ended take_connection(Session& session, const std::string& name) {
  PlayedPeer& peer = session.wire.peer(name);
  const auto question = [&]() -> Reply {
    if (peer.connections > peer.taken) return {Answer::came, {}, {{"connection", peer.taken + 1}}};
    const std::string lacking = name + (peer.spec->listens ? " was not connected to" : " could not connect");
    return peer.spec->listens ? unless_settled(session, lacking) : Reply{Answer::not_yet, lacking};
  };
  if (Ended ended = wait_for(session, "connection", {{"peer", name}}, question)) return ended;
  peer.current = ++peer.taken;
  return std::nullopt;
}

std::uint64_t connection_of(Session& session, const Step& step) {
  return static_cast<std::uint64_t>(
      integer_member(step.arguments, "connection", static_cast<std::int64_t>(session.wire.peer(step.target).current)));
}

link::Pieces pieces_of(const Json& arguments) {
  link::Pieces pieces;
  for (const Json& size : arguments.value("pieces", Json::array())) pieces.sizes.push_back(size.get<std::uint64_t>());
  pieces.single_octets = bool_member(arguments, "each");
  return pieces;
}

Ended send(Session& session, const Step& step) {
  PlayedPeer& peer = session.wire.peer(step.target);
  PeerConnection& connection = peer.heard[connection_of(session, step)];
  const bool repeats = bool_member(step.arguments, "again");
  if (repeats && connection.last_sent.empty()) {
    return Conclusion{"error", step.text + ": no send went before it on this connection", "never-sent", 0,
                      session.line};
  }
  std::string octets = repeats ? connection.last_sent : std::string();
  for (const Json& item : step.arguments.value("items", Json::array())) {
    octets += connection.channel ? sealed_octets(*peer.spec, item, *connection.channel) : octets_of(*peer.spec, item);
  }
  connection.last_sent = octets;
  if (step.arguments.contains("alter")) {
    const auto at = static_cast<std::size_t>(integer_member(step.arguments, "alter"));
    if (at < octets.size()) octets[at] = static_cast<char>(octets[at] ^ 1);
  }
  const auto skipped = static_cast<std::size_t>(integer_member(step.arguments, "skip"));
  octets.erase(0, skipped);
  if (step.arguments.contains("first")) {
    const auto first = static_cast<std::size_t>(integer_member(step.arguments, "first"));
    octets.resize(std::min(octets.size(), first - std::min(first, skipped)));
  }
  return send_octets(session, step.target, std::move(octets), pieces_of(step.arguments), connection_of(session, step));
}

Ended connect_again(Session& session, const std::string& name) {
  PlayedPeer& peer = session.wire.peer(name);
  peer.asked_at = Clock::now();
  if (auto connected = peer.wire->connect(peer.endpoint); !connected) return refused(session, name, connected.error());
  return take_connection(session, name);
}

Ended end_connection(Session& session, const Step& step) {
  link::Peer& wire = *session.wire.peer(step.target).wire;
  const std::uint64_t connection = connection_of(session, step);
  const bool is_reset = string_member(step.arguments, "by") == "RST";
  session.record({{"event", "wire"},
                  {"at", step.target},
                  {"what", is_reset ? "resets" : "closes"},
                  {"connection", connection},
                  {"from", step.target}});
  const Result<void> done = step.verb == "half_close" ? wire.half_close(connection)
                            : is_reset                ? wire.reset(connection)
                                                      : wire.close(connection);
  return unless_over(session, step.target, done);
}

}  // namespace

Ended open_peer(Session& session, const std::string& name) {
  if (auto opened = session.wire.open_peer(name); !opened) return refused(session, name, opened.error());
  return session.wire.peer(name).spec->listens ? std::nullopt : take_connection(session, name);
}

Ended close_peer(Session& session, const std::string& name) {
  PlayedPeer& peer = session.wire.peer(name);
  session.record({{"event", "wire"}, {"at", name}, {"what", "closes"}, {"from", name}});
  if (peer.spec->listens) {
    if (auto done = peer.wire->close_listener(); !done) return refused(session, name, done.error());
  }
  session.hear_all();
  for (std::uint64_t connection = 1; connection <= peer.connections; ++connection) {
    if (Ended ended = unless_over(session, name, peer.wire->close(connection))) return ended;
  }
  peer.open = false;
  peer.taken = peer.connections;
  return std::nullopt;
}

Ended send_octets(Session& session, const std::string& name, std::string octets, link::Pieces pieces,
                  std::uint64_t connection) {
  PlayedPeer& peer = session.wire.peer(name);
  const std::size_t size = octets.size();
  Json event{{"event", "wire"}, {"at", name}, {"what", "sends"}, {"connection", connection}, {"from", name}};
  event["octets"] = size;
  event["body"] = size <= most_recorded_octets
                      ? frame_of(octets)
                      : Json{{"size", size}, {"head", to_base64(octets.substr(0, 64))}, {"sha256", sha256_hex(octets)}};
  session.record(std::move(event));
  if (size == 0) return std::nullopt;
  const auto sent = peer.wire->send(link::Payload(std::move(octets)), std::move(pieces), connection);
  if (!sent) {
    session.record({{"event", "wire"}, {"at", name}, {"what", "unsent"}, {"connection", connection}, {"octets", 0}});
    return unless_over(session, name, tl::unexpected(sent.error()));
  }
  const std::uint64_t number = *sent;
  return wait_for(session, "sent", {{"peer", name}}, [&]() -> Reply {
    const PeerConnection& heard = peer.heard[connection];
    if (heard.sent.contains(number)) return {Answer::came, {}, {{"octets", size}}};
    if (const auto part = heard.unsent.find(number); part != heard.unsent.end()) {
      return {Answer::came, "the connection ended before all of it was sent", {{"octets", part->second}}};
    }
    return unless_settled(session, name + " could not send: the other side does not read");
  });
}

Ended step_peer(Session& session, const Step& step) {
  PlayedPeer& peer = session.wire.peer(step.target);
  const std::string& verb = step.verb;
  if (verb == "accept") return take_connection(session, step.target);
  if (verb == "connect") return connect_again(session, step.target);
  if (verb == "handshake") return shake_hands(session, step.target, step.arguments);
  if (verb == "send") return send(session, step);
  if (verb == "expect") {
    return expect_items(session, step.target, step.arguments["items"], step.arguments.value("skipping", Json::array()),
                        connection_of(session, step));
  }
  if (verb == "half_close" || verb == "disconnect") return end_connection(session, step);
  const std::uint64_t connection = connection_of(session, step);
  if (verb == "stop_reading") return unless_over(session, step.target, peer.wire->stop_reading(connection));
  if (verb == "read_on") return unless_over(session, step.target, peer.wire->read_on(connection));
  return Conclusion{"error", "the runner has no verb " + verb + " of a peer", "unknown-verb", 0, step.mark.line};
}

}  // namespace zassay
