// What came over the wire against what is due.

#include <algorithm>

#include "base/bytes.hpp"
#include "run/wire_items.hpp"
#include "wire/command.hpp"
#include "wire/metadata.hpp"
#include "wire/plain_handshake.hpp"

namespace zassay {
namespace {

using namespace wire;
using Mismatch = std::optional<std::string>;

constexpr std::size_t most_shown = 32;

/// A few octets for a sentence: a text if it is one, else hexadecimal digits.
std::string shown(std::string_view octets) {
  const bool is_text = std::all_of(octets.begin(), octets.end(), [](char c) { return c >= ' ' && c < 0x7F; });
  const std::string_view front = octets.substr(0, most_shown);
  const std::string more = octets.size() > most_shown ? "…" : "";
  if (is_text) return '"' + std::string(front) + more + '"';
  std::string digits;
  for (const char octet : front) {
    constexpr std::string_view letters = "0123456789abcdef";
    digits += letters[static_cast<unsigned char>(octet) >> 4];
    digits += letters[static_cast<unsigned char>(octet) & 15];
  }
  return digits + more + " in hexadecimal digits";
}

Mismatch differs(const char* what, std::string_view came, std::string_view due) {
  if (came == due) return std::nullopt;
  return std::string(what) + " is " + shown(came) + " where " + shown(due) + " is due";
}

/// A member of what is due, if the case gives it, against what came.
Mismatch compare(const Json& due, const char* key, const char* what, std::string_view came) {
  return due.contains(key) ? differs(what, came, bytes_of(due[key])) : std::nullopt;
}

Mismatch greeting_mismatch(const Json& due, const Item& came) {
  const Greeting& greeting = *came.greeting;
  const std::vector<Malformed> faults = faults_of(greeting);
  if (!faults.empty()) return "its greeting is not allowed: " + faults.front().sentence;
  const bool is_old = greeting.form == Greeting::Form::revision;
  const std::string version = is_old ? "2.0" : std::to_string(greeting.major) + "." + std::to_string(greeting.minor);
  if (due.contains("version")) {
    if (auto other = differs("its version", version, string_member(due, "version"))) return other;
  }
  if (auto other = compare(due, "mechanism", "its mechanism", greeting.mechanism_name())) return other;
  if (due.contains("as_server") && integer_member(due, "as_server") != greeting.as_server) {
    return "its as-server octet is " + std::to_string(greeting.as_server);
  }
  return std::nullopt;
}

Octets data_of(const Item& came) {
  const auto command = parse_command(octets_of(came.body));
  return command ? command->data : Octets{};
}

std::uint64_t data_offset(const Item& came) { return came.offset + came.header_octets + 1 + came.name.size(); }

Mismatch metadata_mismatch(const Json& due, const Item& came) {
  const auto metadata = parse_metadata(data_of(came), data_offset(came));
  if (!metadata) return "its metadata are malformed: " + metadata.error().sentence;
  const auto socket_type = find_property(*metadata, "Socket-Type");
  if (!socket_type) return "its metadata have no Socket-Type, which ZMTP asks for";
  if (auto other = compare(due, "socket_type", "its Socket-Type", *socket_type)) return other;
  if (auto other = compare(due, "identity", "its Identity", find_property(*metadata, "Identity").value_or("")))
    return other;
  for (const auto& property : due.value("metadata", Json::object()).items()) {
    const auto value = find_property(*metadata, property.key());
    if (!value) return "its metadata have no " + property.key();
    if (auto other = differs(("its " + property.key()).c_str(), *value, bytes_of(property.value()))) return other;
  }
  return std::nullopt;
}

Mismatch error_mismatch(const Json& due, const Item& came) {
  const auto reason = parse_error(data_of(came), data_offset(came));
  if (!reason) return "it is malformed: " + reason.error().sentence;
  return compare(due, "reason", "its reason", *reason);
}

Mismatch ping_mismatch(const Json& due, const Item& came) {
  const auto ping = parse_ping(data_of(came), data_offset(came));
  if (!ping) return "it is malformed: " + ping.error().sentence;
  if (due.contains("ttl") && integer_member(due, "ttl") != ping->time_to_live_tenths) {
    return "its time to live is " + std::to_string(ping->time_to_live_tenths) + " tenths of a second";
  }
  return compare(due, "context", "its context", ping->context);
}

Mismatch pong_mismatch(const Json& due, const Item& came) {
  const auto context = parse_pong(data_of(came), data_offset(came));
  if (!context) return "it is malformed: " + context.error().sentence;
  return compare(due, "context", "its context", *context);
}

Mismatch hello_mismatch(const Json& due, const Item& came) {
  const auto credentials = parse_plain_hello(data_of(came), data_offset(came));
  if (!credentials) return "it is malformed: " + credentials.error().sentence;
  if (auto other = compare(due, "username", "its username", credentials->username)) return other;
  return compare(due, "password", "its password", credentials->password);
}

Mismatch body_mismatch(const Json& due, const Item& came) {
  if (!due.contains("body")) return std::nullopt;
  const std::string body = bytes_of(due["body"]);
  if (came.body_octets != body.size()) {
    return "it has " + std::to_string(came.body_octets) + " octets where " + std::to_string(body.size()) + " are due";
  }
  if (came.sha256.empty()) return differs("its body", came.body, body);
  return came.sha256 == sha256_hex(body) ? Mismatch{} : "its octets are not those that are due";
}

Mismatch frame_mismatch(const Json& due, const Item& came) {
  if (auto other = body_mismatch(due, came)) return other;
  const bool more = bool_member(due, "more");
  if (came.more != more) return came.more ? "more frames follow, and none is due" : "no frame follows, and one is due";
  return std::nullopt;
}

/// Either spelling of a subscription is right: which one depends on the versions, and a case about it says `command`
/// or `frame`.
Mismatch subscription_mismatch(const Json& due, const Item& came, bool subscribe) {
  const auto read = came.kind == Item::Kind::command
                        ? parse_subscription_command(octets_of(came.body), came.offset + came.header_octets)
                        : parse_subscription_message(octets_of(came.body), came.offset + came.header_octets);
  if (!read || read->subscribe != subscribe)
    return "it is no " + described(Json{{subscribe ? "subscribe" : "cancel", due}});
  return compare(due, "prefix", "its prefix", read->topic);
}

const char* command_name(const std::string& kind) {
  if (kind == "ready") return "READY";
  if (kind == "initiate") return "INITIATE";
  if (kind == "hello") return "HELLO";
  if (kind == "welcome") return "WELCOME";
  if (kind == "error") return "ERROR";
  if (kind == "ping") return "PING";
  if (kind == "pong") return "PONG";
  return "";
}

Mismatch command_mismatch(const std::string& kind, const Json& due, const Item& came) {
  if (kind == "ready" || kind == "initiate") return metadata_mismatch(due, came);
  if (kind == "error") return error_mismatch(due, came);
  if (kind == "ping") return ping_mismatch(due, came);
  if (kind == "pong") return pong_mismatch(due, came);
  if (kind == "hello") return hello_mismatch(due, came);
  if (kind == "welcome" && !data_of(came).empty()) return "it has data, and WELCOME of PLAIN has none";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> mismatch(const Json& due, const Item& came) {
  const std::string kind = due.items().begin().key();
  const Json& given = due.items().begin().value();
  const auto another = [&] { return described(came) + " came where " + described(due) + " is due"; };
  if (came.kind == Item::Kind::malformed) return "what came is malformed: " + came.malformed->sentence;
  if (kind == "subscribe" || kind == "cancel") {
    const bool may_be = came.kind == Item::Kind::frame || came.name == "SUBSCRIBE" || came.name == "CANCEL";
    return may_be ? subscription_mismatch(given, came, kind == "subscribe") : another();
  }
  if (kind == "greeting") return came.kind == Item::Kind::greeting ? greeting_mismatch(given, came) : another();
  if (kind == "frame") return came.kind == Item::Kind::frame ? frame_mismatch(given, came) : another();
  if (came.kind != Item::Kind::command) return another();
  if (kind == "command") {
    if (came.name != bytes_of(given["name"])) return another();
    return compare(given, "body", "its body", text_of(data_of(came)));
  }
  return came.name == command_name(kind) ? command_mismatch(kind, given, came) : another();
}

std::vector<Json> single_items(const Json& items) {
  std::vector<Json> list;
  for (const Json& item : items) {
    if (item.items().begin().key() != "message") {
      list.push_back(item);
      continue;
    }
    const Json& frames = item["message"]["frames"];
    for (std::size_t i = 0; i < frames.size(); ++i) {
      Json frame{{"body", frames[i]}};
      if (i + 1 < frames.size()) frame["more"] = true;
      list.push_back({{"frame", std::move(frame)}});
    }
  }
  return list;
}

std::string described(const Item& item) {
  if (item.kind == Item::Kind::greeting) return "a greeting";
  if (item.kind == Item::Kind::command) return "the command " + shown(item.name);
  if (item.kind == Item::Kind::malformed) return "something malformed";
  std::string text = "a frame of " + std::to_string(item.body_octets) + " octets";
  return item.body_octets > 0 ? text + ", " + shown(item.body) : text;
}

std::string described(const Json& due) {
  const std::string kind = due.items().begin().key();
  if (kind == "greeting") return "a greeting";
  if (kind == "frame") return "a frame";
  if (kind == "subscribe") return "subscription";
  if (kind == "cancel") return "end of a subscription";
  if (kind == "command") return "the command " + shown(bytes_of(due["command"]["name"]));
  if (kind == "closed") return "the end of the connection";
  if (kind == "version") return "the front of a greeting";
  if (kind == "nothing") return "nothing";
  return std::string("the command \"") + command_name(kind) + '"';
}

bool is_named(const Json& names, const Item& item) {
  return std::any_of(names.begin(), names.end(), [&item](const Json& name) {
    if (name == "anything") return true;
    if (name == "greeting") return item.kind == Item::Kind::greeting;
    if (name == "frame") return item.kind == Item::Kind::frame;
    return item.kind == Item::Kind::command && name == item.name;
  });
}

}  // namespace zassay
