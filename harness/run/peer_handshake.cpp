// The whole of a handshake, for stories that are about what comes behind it, or that break it at one place.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <memory>

#include "run/peer_steps.hpp"
#include "run/waiting.hpp"
#include "run/wire_items.hpp"
#include "wire/curve_handshake.hpp"
#include "wire/plain_handshake.hpp"

namespace zassay {
namespace {

using namespace wire;

Json thing(const char* kind) { return Json{{kind, Json::object()}}; }

Ended exchange(Session& session, const std::string& name, const Json& sent, const Json& due) {
  PlayedPeer& peer = session.wire.peer(name);
  std::string octets;
  for (const Json& item : sent) octets += octets_of(*peer.spec, item);
  if (Ended ended = send_octets(session, name, std::move(octets), {}, peer.current)) return ended;
  return expect_items(session, name, due, Json::array(), peer.current);
}

/// ZMTP 1.0 and 2.0: the first frame is an identity (RFC 13, RFC 15).
Ended old_handshake(Session& session, const std::string& name, const PeerSpec& spec, bool has_greeting) {
  const Json identity = Json{{"frame", Json::object()}};
  if (!has_greeting) return exchange(session, name, Json::array({thing("greeting")}), Json::array({identity}));
  const Json own{{"frame", {{"body", spec.settings.value("identity", Json{{"b64", ""}})}}}};
  return exchange(session, name, Json::array({thing("greeting"), own}), Json::array({thing("greeting"), identity}));
}

CurveKey key_setting(const PeerSpec& spec, const char* key) {
  const std::string octets = spec.settings.contains(key) ? key_of(spec.settings[key]) : std::string();
  return octets.size() == sizeof(CurveKey) ? curve_key_at(octets) : random_curve_key();
}

CurveKeyPair own_keys(const PeerSpec& spec) {
  return {key_setting(spec, "public_key"), key_setting(spec, "secret_key")};
}

/// The handshake of a peer's mechanism, and its channel when it was CURVE.
struct Mechanism {
  std::unique_ptr<Handshake> handshake;
  std::function<std::optional<CurveChannel>()> channel = [] { return std::nullopt; };
};

template <typename Curve>
Mechanism curve(std::unique_ptr<Curve> handshake) {
  Curve* inner = handshake.get();
  return {std::move(handshake), [inner] { return std::optional(inner->channel()); }};
}

/// What makes an INITIATE wrong, though each of its boxes opens.
void put_wrong(const std::string& what, CurveClientKeys& keys) {
  if (what == "nonce") keys.initiate_nonce = keys.first_nonce;
  if (what == "vouch") keys.vouched = random_curve_keys().public_key;
}

Mechanism mechanism_of(const PeerSpec& spec, const Json& arguments) {
  const std::string name = string_member(spec.settings, "mechanism", "NULL");
  const bool is_server = bool_member(spec.settings, "server");
  Metadata metadata = metadata_of(spec, Json::object());
  const auto setting = [&spec](const char* key) {
    return spec.settings.contains(key) ? bytes_of(spec.settings[key]) : std::string();
  };
  if (name == "PLAIN" && is_server) {
    const auto everyone = [](const PlainCredentials&) { return std::optional<std::string>(); };
    return {std::make_unique<PlainServer>(everyone, std::move(metadata))};
  }
  if (name == "PLAIN") {
    const PlainCredentials credentials{setting("username"), setting("password")};
    return {std::make_unique<PlainClient>(credentials, std::move(metadata))};
  }
  if (name == "CURVE" && is_server) {
    CurveServerKeys keys;
    keys.permanent = own_keys(spec);
    const auto everyone = [](const CurveKey&) { return std::optional<std::string>(); };
    return curve(std::make_unique<CurveServer>(keys, everyone, std::move(metadata)));
  }
  if (name == "CURVE") {
    CurveClientKeys keys;
    keys.permanent = own_keys(spec);
    keys.server = key_setting(spec, "server_key");
    put_wrong(string_member(arguments, "wrong"), keys);
    return curve(std::make_unique<CurveClient>(keys, std::move(metadata)));
  }
  // Both speak first: what the other side of RFC 37 waits for is there, and RFC 23 asks for it.
  return {std::make_unique<NullHandshake>(std::move(metadata), NullHandshake::Order::speaks_first)};
}

/// What makes a handshake stop behind a command.
constexpr std::array stopping{"through", "alter", "replay", "wrong"};

/// One run of a mechanism on the peer's connection.
class Run {
 public:
  Run(Session& session, const std::string& name, const Json& arguments)
      : session_(session), name_(name), arguments_(arguments), peer_(session.wire.peer(name)) {}

  Ended run() {
    Mechanism mechanism = mechanism_of(*peer_.spec, arguments_);
    HandshakeStep step = mechanism.handshake->begin();
    while (true) {
      if (Ended ended = send(step)) return ended;
      if (stopped_) return std::nullopt;
      if (step.state == HandshakeStep::State::refused) {
        return contradicted("the handshake ended by an ERROR: \"" + step.reason + "\"");
      }
      if (step.state == HandshakeStep::State::done) break;
      Item item;
      if (Ended ended = await_command(item)) return ended;
      auto next = mechanism.handshake->take(octets_of(item.body), item.offset + item.header_octets);
      if (!next) return contradicted(described(item) + " is not what the handshake takes: " + next.error().sentence);
      step = std::move(*next);
      if (is_of_earlier_connection(step.short_term_key)) {
        return contradicted("the WELCOME has the short-term key of an earlier connection");
      }
    }
    for (const char* key : stopping) {
      if (!arguments_.contains(key)) continue;
      return Conclusion{"error",
                        name_ + ".handshake has \"" + key + ": " + string_member(arguments_, key) +
                            "\", a command that this peer does not send in its handshake",
                        "never-sent", 0, session_.line};
    }
    PeerConnection& connection = peer_.heard[peer_.current];
    connection.channel = mechanism.channel();
    return std::nullopt;
  }

 private:
  /// RFC 26, "The WELCOME Command": each has a new one.
  bool is_of_earlier_connection(const std::string& short_term_key) {
    if (short_term_key.empty()) return false;
    return !peer_.short_term_keys.insert(short_term_key).second;
  }

  Ended contradicted(const std::string& reason) const {
    session_.evidence("handshake", "contradicted", {{"peer", name_}, {"reason", reason}});
    return Conclusion{"contradicted", name_ + ".handshake: " + reason, "", 0, session_.line};
  }

  Ended send(const HandshakeStep& step) {
    for (const std::string& body : step.send) {
      const auto command = parse_command(octets_of(body));
      const std::string command_name = command ? command->name : "";
      std::string octets = body;
      if (command_name == string_member(arguments_, "replay", "-")) octets = earlier(command_name, body);
      if (command_name == string_member(arguments_, "alter", "-")) alter(octets);
      peer_.heard[peer_.current].commands_sent[command_name] = body;
      octets = encode_flagged_frame(flag_command, octets);
      if (Ended ended = send_octets(session_, name_, std::move(octets), {}, peer_.current)) return ended;
      const auto stops = [&](const char* key) {
        const std::string last = std::string_view(key) == "wrong" ? "INITIATE" : string_member(arguments_, key);
        return arguments_.contains(key) && command_name == last;
      };
      stopped_ = std::any_of(stopping.begin(), stopping.end(), stops);
      if (stopped_) break;
    }
    return std::nullopt;
  }

  std::string earlier(const std::string& command, const std::string& body) const {
    for (std::uint64_t connection = peer_.current; connection-- > 1;) {
      const auto& sent = peer_.heard[connection].commands_sent;
      if (const auto found = sent.find(command); found != sent.end()) return found->second;
    }
    return body;
  }

  void alter(std::string& body) const {
    const auto last = static_cast<std::int64_t>(body.size()) - 1;
    const auto at = static_cast<std::size_t>(std::min(last, integer_member(arguments_, "octet", last)));
    body[at] = static_cast<char>(body[at] ^ 1);
  }

  Ended await_command(Item& item) {
    PeerConnection& connection = peer_.heard[peer_.current];
    const auto question = [&]() -> Reply {
      if (!connection.items.empty()) {
        item = connection.items.front();
        connection.items.pop_front();
        if (item.kind == Item::Kind::malformed) return {Answer::contradicted, item.malformed->sentence};
        return {Answer::came, {}, {{"offset", item.offset}}};
      }
      if (connection.ended) return {Answer::contradicted, "the other side ended the connection in the handshake"};
      return unless_settled(session_, "the other side has not gone on with the handshake");
    };
    return wait_for(session_, "handshake", {{"peer", name_}}, question);
  }

  Session& session_;
  const std::string& name_;
  const Json& arguments_;
  PlayedPeer& peer_;
  bool stopped_ = false;
};

}  // namespace

namespace {

Ended whole_handshake(Session& session, const std::string& name, const Json& arguments) {
  const PeerSpec& spec = *session.wire.peer(name).spec;
  const std::string version = string_member(spec.settings, "version", "3.1");
  if (version.front() != '3') return old_handshake(session, name, spec, version == "2.0");
  const Json greeting = Json::array({thing("greeting")});
  if (Ended ended = exchange(session, name, greeting, greeting)) return ended;
  return Run(session, name, arguments).run();
}

/// The shortest time that a case gives a handshake of this peer; zero if it says nothing, or that there is no limit.
std::chrono::milliseconds handshake_limit(const Case& cell, const PeerSpec& peer) {
  std::int64_t shortest_ms = 0;
  for (const SocketSpec& socket : cell.sockets) {
    const bool connects = std::find(socket.connect.begin(), socket.connect.end(), peer.name) != socket.connect.end();
    if (!connects && socket.name != peer.endpoint) continue;
    for (const auto& [option, value] : socket.options) {
      if (option != "HANDSHAKE_IVL" || !value.is_number_integer()) continue;
      const auto limit_ms = value.get<std::int64_t>();
      if (limit_ms > 0 && (shortest_ms == 0 || limit_ms < shortest_ms)) shortest_ms = limit_ms;
    }
  }
  return std::chrono::milliseconds(shortest_ms);
}

/// The other side ends a handshake that takes too long. When it was this machine that took so long, what comes of it is
/// nobody's fault: half the time counts, since the other side's clock is its own.
Ended unless_late(Session& session, const std::string& name, Ended ended) {
  PlayedPeer& peer = session.wire.peer(name);
  const PeerConnection& connection = peer.heard[peer.current];
  const auto limit = handshake_limit(session.cell(), *peer.spec);
  const auto now = std::chrono::steady_clock::now();
  const auto taken = std::chrono::duration_cast<std::chrono::milliseconds>(now - connection.came_at);
  if (limit.count() == 0 || 2 * taken < limit || (ended && ended->outcome != "contradicted")) return ended;
  return Conclusion{"unknown",
                    fmt::format("{}.handshake: it took {} ms here, and the other side gives it {} ms", name,
                                taken.count(), limit.count()),
                    "", 0, session.line};
}

}  // namespace

Ended shake_hands(Session& session, const std::string& name, const Json& arguments) {
  Ended ended = whole_handshake(session, name, arguments);
  const bool is_whole =
      std::none_of(stopping.begin(), stopping.end(), [&](const char* key) { return arguments.contains(key); });
  return is_whole ? unless_late(session, name, std::move(ended)) : ended;
}

}  // namespace zassay
