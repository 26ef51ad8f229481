#pragma once

#include <optional>
#include <string>
#include <vector>

#include "case/case.hpp"
#include "wire/item.hpp"

namespace zassay {

/// What the steps of a peer name, in octets and back: the kinds of `items_to_send` and `items_to_come`, such as
/// {"greeting": {…}}. Pure functions of the peer's declaration.

/// The octets of a thing to send, as the peer's version spells it. Bytes given by a size are made whole.
std::string octets_of(const PeerSpec& peer, const Json& item);

/// Bytes of a case: {"b64"} or {"size","generator","first"}.
std::string bytes_of(const Json& spelled);

/// A key of CURVE: 32 octets as they are, 40 letters as Z85; empty if it is neither.
std::string key_of(const Json& spelled);

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
