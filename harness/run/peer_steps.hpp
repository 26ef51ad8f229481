#pragma once

#include "run/session.hpp"

namespace zassay {

/// The peer listens, or connects and waits until its connection stands.
Ended open_peer(Session& session, const std::string& name);
/// Ends all its connections and stops listening.
Ended close_peer(Session& session, const std::string& name);

/// Any verb of a peer.
Ended step_peer(Session& session, const Step& step);

/// Waits for what the other side of the peer's connection sends next, in this order. Contradicted by anything else, and
/// by everything having settled without it.
Ended expect_items(Session& session, const std::string& peer, const Json& items, const Json& skipping,
                   std::uint64_t connection);
/// Sends octets on a connection and waits until the kernel has them all, or the connection is over: then what was not
/// sent is in the history, and the story goes on.
Ended send_octets(Session& session, const std::string& peer, std::string octets, link::Pieces pieces,
                  std::uint64_t connection);

/// Greeting, mechanism and READY, both ways.
/// What `arguments` may ask: through, alter and octet, replay, wrong (docs/case-format.md).
Ended shake_hands(Session& session, const std::string& peer, const Json& arguments);

}  // namespace zassay
