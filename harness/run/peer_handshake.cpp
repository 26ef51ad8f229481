// The whole of a handshake, for stories that are about what comes behind it.

#include "run/peer_steps.hpp"
#include "run/wire_items.hpp"

namespace zassay {
namespace {

Ended exchange(Session& session, const std::string& name, const Json& sent, const Json& due) {
  PlayedPeer& peer = session.wire.peer(name);
  std::string octets;
  for (const Json& item : sent) octets += octets_of(*peer.spec, item);
  if (Ended ended = send_octets(session, name, std::move(octets), {}, peer.current)) return ended;
  return expect_items(session, name, due, Json::array(), peer.current);
}

Json thing(const char* kind) { return Json{{kind, Json::object()}}; }

}  // namespace

Ended shake_hands(Session& session, const std::string& name, const std::string& deviation) {
  const PeerSpec& spec = *session.wire.peer(name).spec;
  const std::string version = string_member(spec.settings, "version", "3.1");
  const std::string mechanism = string_member(spec.settings, "mechanism", "NULL");
  if (mechanism != "NULL" || !deviation.empty()) {
    return Conclusion{"error", "the mechanism " + mechanism + " is not there yet", "no-mechanism", 0, session.line};
  }
  if (version.front() == '3') {
    const Json greeting = Json::array({thing("greeting")});
    const Json ready = Json::array({thing("ready")});
    if (Ended ended = exchange(session, name, greeting, greeting)) return ended;
    return exchange(session, name, ready, ready);
  }
  // ZMTP 1.0 and 2.0: the first frame is an identity (RFC 13, RFC 15).
  const Json identity = Json::array({{{"frame", Json::object()}}});
  if (version == "1.0") return exchange(session, name, Json::array({thing("greeting")}), identity);
  const Json own = spec.settings.value("identity", Json{{"b64", ""}});
  return exchange(session, name, Json::array({thing("greeting"), {{"frame", {{"body", own}}}}}),
                  Json::array({thing("greeting"), {{"frame", Json::object()}}}));
}

}  // namespace zassay
