// Things of the wire that a case names, in octets.

#include <algorithm>

#include "base/bytes.hpp"
#include "run/wire_items.hpp"
#include "wire/command.hpp"
#include "wire/metadata.hpp"
#include "wire/plain_handshake.hpp"

namespace zassay {
namespace {

using namespace wire;

struct Version {
  std::uint8_t major = 3;
  std::uint8_t minor = 1;
};

Version version_of(const std::string& text) {
  return {static_cast<std::uint8_t>(text.at(0) - '0'), static_cast<std::uint8_t>(text.at(2) - '0')};
}

Version version_of(const PeerSpec& peer) { return version_of(string_member(peer.settings, "version", "3.1")); }

Framing framing_of(const PeerSpec& peer) {
  const Version version = version_of(peer);
  return version.major == 1 ? Framing::v1 : version.major == 2 ? Framing::v2 : Framing::v3;
}

std::string member_bytes(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() ? std::string() : bytes_of(*found);
}

template <std::size_t Size>
void put(std::array<std::uint8_t, Size>& place, std::string_view octets) {
  place.fill(0);
  std::copy_n(octets.begin(), std::min(Size, octets.size()), place.begin());
}

/// ZMTP 1.0 has no greeting: what a side sends first is the frame of its identity (RFC 13).
std::string first_frame(const PeerSpec& peer) {
  return encode_frame(member_bytes(peer.settings, "identity"), false, Framing::v1);
}

std::string greeting_octets(const PeerSpec& peer, const Json& given) {
  const Version version = given.contains("version") ? version_of(string_member(given, "version")) : version_of(peer);
  if (version.major == 1) return first_frame(peer);
  Greeting greeting;
  greeting.major = version.major;
  greeting.minor = version.minor;
  if (version.major == 2) {
    greeting.form = Greeting::Form::revision;
    greeting.major = 1;
    greeting.socket_type = socket_type_number(string_member(peer.settings, "as"));
  }
  greeting.set_mechanism(string_member(peer.settings, "mechanism", "NULL"));
  greeting.as_server = bool_member(peer.settings, "server") ? 1 : 0;
  if (given.contains("mechanism")) put(greeting.mechanism, member_bytes(given, "mechanism"));
  if (given.contains("filler")) put(greeting.filler, member_bytes(given, "filler"));
  const auto change = [&given](std::uint8_t& octet, const char* key) {
    if (given.contains(key)) octet = static_cast<std::uint8_t>(integer_member(given, key));
  };
  change(greeting.major, "major");
  change(greeting.minor, "minor");
  change(greeting.as_server, "as_server");
  std::string octets = encode(greeting);
  const std::string signature = member_bytes(given, "signature");
  octets.replace(0, std::min<std::size_t>(Greeting::signature_octets, signature.size()), signature, 0,
                 Greeting::signature_octets);
  return octets;
}

std::string frame_octets(const PeerSpec& peer, const Json& given) {
  const std::string body = member_bytes(given, "body");
  auto flags = static_cast<std::uint8_t>(bool_member(given, "more") ? flag_more : 0);
  if (bool_member(given, "long")) flags |= flag_long;
  if (given.contains("flags")) flags = static_cast<std::uint8_t>(integer_member(given, "flags"));
  return encode_flagged_frame(flags, body, framing_of(peer), bool_member(given, "long"));
}

std::string message_octets(const PeerSpec& peer, const Json& frames) {
  std::string octets;
  for (std::size_t i = 0; i < frames.size(); ++i) {
    octets += encode_frame(bytes_of(frames[i]), i + 1 < frames.size(), framing_of(peer));
  }
  return octets;
}

std::string subscription_octets(const PeerSpec& peer, const Json& given, bool subscribe) {
  const Version version = version_of(peer);
  const bool has_commands = version.major == 3 && version.minor >= 1;
  return encode(Subscription{subscribe, member_bytes(given, "prefix")},
                has_commands ? SubscriptionSpelling::command : SubscriptionSpelling::message, framing_of(peer));
}

/// The body of a command: a kind that is none of those named is a command by itself.
std::string command_body(const PeerSpec& peer, const std::string& kind, const Json& given) {
  const auto credential = [&](const char* key) {
    return member_bytes(given.contains(key) ? given : peer.settings, key);
  };
  if (kind == "ready") return encode_ready(metadata_of(peer, given));
  if (kind == "initiate") return encode_command_body("INITIATE", encode_metadata(metadata_of(peer, given)));
  if (kind == "hello") return encode_plain_hello({credential("username"), credential("password")});
  if (kind == "welcome") return encode_command_body("WELCOME");
  if (kind == "error") return encode_error(member_bytes(given, "reason"));
  if (kind == "pong") return encode_pong(member_bytes(given, "context"));
  if (kind == "ping") {
    return encode_ping({static_cast<std::uint16_t>(integer_member(given, "ttl")), member_bytes(given, "context")});
  }
  return encode_command_body(member_bytes(given, "name"), member_bytes(given, "body"));
}

}  // namespace

std::string bytes_of(const Json& spelled) {
  if (spelled.contains("b64")) return from_base64(string_member(spelled, "b64")).value_or(std::string());
  return cycle(static_cast<std::uint8_t>(integer_member(spelled, "first")),
               static_cast<std::size_t>(integer_member(spelled, "size")));
}

wire::Metadata metadata_of(const PeerSpec& peer, const Json& given) {
  wire::Metadata metadata;
  const auto choose = [&](const char* key) -> std::optional<std::string> {
    if (given.contains(key)) return member_bytes(given, key);
    if (peer.settings.contains(key)) return member_bytes(peer.settings, key);
    return std::nullopt;
  };
  metadata.push_back({"Socket-Type", choose("socket_type").value_or(string_member(peer.settings, "as"))});
  if (const auto identity = choose("identity")) metadata.push_back({"Identity", *identity});
  const Json& further =
      given.contains("metadata") ? given["metadata"] : peer.settings.value("metadata", Json::object());
  for (const auto& property : further.items()) metadata.push_back({property.key(), bytes_of(property.value())});
  return metadata;
}

std::string octets_of(const PeerSpec& peer, const Json& item) {
  const std::string kind = item.items().begin().key();
  const Json& given = item.items().begin().value();
  if (kind == "octets") return member_bytes(given, "octets");
  if (kind == "greeting") return greeting_octets(peer, given);
  if (kind == "frame") return frame_octets(peer, given);
  if (kind == "message") return message_octets(peer, given["frames"]);
  if (kind == "subscribe" || kind == "cancel") return subscription_octets(peer, given, kind == "subscribe");
  return encode_flagged_frame(flag_command, command_body(peer, kind, given), framing_of(peer));
}

}  // namespace zassay
