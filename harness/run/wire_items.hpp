#pragma once

#include <optional>
#include <string>
#include <vector>

#include "case/case.hpp"
#include "wire/curve_channel.hpp"
#include "wire/item.hpp"
#include "wire/metadata.hpp"

namespace zassay {

/// What the steps of a peer name, in octets and back: the kinds of `items_to_send` and `items_to_come`, such as
/// {"greeting": {…}}. Pure functions of the peer's declaration.

/// The octets of a thing to send, as the peer's version spells it. Bytes given by a size are made whole.
std::string octets_of(const PeerSpec& peer, const Json& item);

/// The same behind a handshake of CURVE: frames, messages and commands are sealed, one by one. libzmq and those who
/// follow it send MESSAGE in a frame without the COMMAND bit; `sealed` can say otherwise.
std::string sealed_octets(const PeerSpec& peer, const Json& item, wire::CurveChannel& channel);

/// Whether it is a MESSAGE of CURVE, in a frame with or without the COMMAND bit.
bool is_sealed(const wire::Item& item);
/// RFC 26, "Message Flow": behind READY and INITIATE there are only MESSAGE commands; but an ERROR may still answer
/// what the handshake went wrong by.
bool may_follow_handshake_of_curve(const wire::Item& item);

/// What stands in a MESSAGE of CURVE, as an item of its own. Fails if it does not open.
wire::Decoded<wire::Item> opened(const wire::Item& item, wire::CurveChannel& channel);

/// Bytes of a case: {"b64"} or {"size","generator","first"}.
std::string bytes_of(const Json& spelled);

/// A key of CURVE: 32 octets as they are, 40 letters as Z85; empty if it is neither.
std::string key_of(const Json& spelled);

/// The properties that the peer tells of itself, changed as `given` says.
wire::Metadata metadata_of(const PeerSpec& peer, const Json& given);

/// What is to come as single things of the wire: a message is its frames.
std::vector<Json> single_items(const Json& items);

/// Why what came is not what is due: a sentence without a full stop; nothing if it is.
std::optional<std::string> mismatch(const Json& due, const wire::Item& came);

/// "READY (Socket-Type PULL)", "a frame of 5 octets", …: what came, for a sentence.
std::string described(const wire::Item& item);
/// "READY", "a frame", …: what is due.
std::string described(const Json& due);

/// Whether a list such as [PING, frame, anything] names it.
bool is_named(const Json& names, const wire::Item& item);

/// The members of a `wire` event that say what the item is, and what ZMTP does not allow in it (docs/history.md).
/// `mechanism` is what the greetings of its connection say.
Json to_json(const wire::Item& item, const std::string& mechanism);

}  // namespace zassay
