// Things of the wire as members of an event.

#include "base/bytes.hpp"
#include "run/wire_items.hpp"
#include "wire/command.hpp"
#include "wire/metadata.hpp"

namespace zassay {
namespace {

using namespace wire;

constexpr std::size_t most_octets = 1024;  ///< of a body that stands in a history as a whole
constexpr std::size_t head_octets = 64;

/// What a command says, where it can be read.
Json fields_of(const Item& item) {
  const std::uint64_t offset = item.offset + item.header_octets;
  const auto command = parse_command(octets_of(item.body), offset);
  if (!command) return Json::object();
  const std::uint64_t data_offset = offset + 1 + command->name.size();
  if (item.name == "READY" || item.name == "INITIATE") {
    const auto metadata = parse_metadata(command->data, data_offset);
    if (!metadata) return Json::object();  // CURVE's are boxes
    Json properties = Json::array();
    for (const Property& property : *metadata) {
      properties.push_back({{"name", frame_of(property.name)}, {"value", frame_of(property.value)}});
    }
    return {{"metadata", properties}};
  }
  if (item.name == "ERROR") {
    const auto reason = parse_error(command->data, data_offset);
    return reason ? Json{{"reason", frame_of(*reason)}} : Json::object();
  }
  if (item.name == "PING") {
    const auto ping = parse_ping(command->data, data_offset);
    if (!ping) return Json::object();
    return {{"ttl_tenths", ping->time_to_live_tenths}, {"context", frame_of(ping->context)}};
  }
  return Json::object();
}

Json to_json(const std::vector<Malformed>& faults) {
  Json list = Json::array();
  for (const Malformed& fault : faults) {
    list.push_back({{"code", fault.code}, {"offset", fault.offset}, {"sentence", fault.sentence}});
  }
  return list;
}

/// What ZMTP does not allow in a command, as far as it can be told from the command alone. A READY or INITIATE of CURVE
/// is a box, and its metadata are nobody's to read.
std::vector<Malformed> faults_of_command(const Item& item, const std::string& mechanism) {
  const std::uint64_t offset = item.offset + item.header_octets;
  const auto command = parse_command(octets_of(item.body), offset);
  if (!command) return {command.error()};
  const std::uint64_t data_offset = offset + 1 + command->name.size();
  const auto fault = [](const auto& decoded) {
    return decoded ? std::vector<Malformed>{} : std::vector<Malformed>{decoded.error()};
  };
  const bool is_plain = mechanism == "NULL" || mechanism == "PLAIN";
  if (is_plain && (item.name == "READY" || item.name == "INITIATE")) {
    const auto metadata = parse_metadata(command->data, data_offset);
    if (metadata && !find_property(*metadata, "Socket-Type")) {
      return {{"no-socket-type", data_offset, "the metadata have no Socket-Type"}};
    }
    return fault(metadata);
  }
  if (item.name == "ERROR") return fault(parse_error(command->data, data_offset));
  if (item.name == "PING") return fault(parse_ping(command->data, data_offset));
  if (item.name == "PONG") return fault(parse_pong(command->data, data_offset));
  return {};
}

Json body_of(const Item& item) {
  if (item.body_octets <= most_octets && item.body.size() == item.body_octets) return frame_of(item.body);
  Json body{{"size", item.body_octets}, {"head", to_base64(std::string_view(item.body).substr(0, head_octets))}};
  if (!item.sha256.empty()) body["sha256"] = item.sha256;
  return body;
}

}  // namespace

Json to_json(const Item& item, const std::string& mechanism) {
  Json members{{"offset", item.offset}};
  std::vector<Malformed> faults;
  if (item.malformed) faults = {*item.malformed};
  if (item.greeting) faults = faults_of(*item.greeting);
  if (item.kind == Item::Kind::command) faults = faults_of_command(item, mechanism);
  if (!faults.empty()) members["faults"] = to_json(faults);
  switch (item.kind) {
    case Item::Kind::greeting: {
      const Greeting& greeting = *item.greeting;
      members["what"] = "greeting";
      members["octets"] = greeting.octets();
      members["body"] = frame_of(encode(greeting));
      members["fields"] = {{"major", greeting.major}};
      if (greeting.form == Greeting::Form::revision) {
        members["fields"]["socket_type"] = greeting.socket_type;
        break;
      }
      members["fields"]["minor"] = greeting.minor;
      members["fields"]["mechanism"] = frame_of(greeting.mechanism_name());
      members["fields"]["as_server"] = greeting.as_server;
      break;
    }
    case Item::Kind::malformed:
      members["what"] = "malformed";
      members["body"] = frame_of(std::string_view(item.body).substr(0, head_octets));
      break;
    default:
      members["what"] = item.kind == Item::Kind::command ? "command" : "frame";
      members["octets"] = item.header_octets + item.body_octets;
      members["flags"] = item.flags;
      members["body"] = body_of(item);
      if (item.kind == Item::Kind::command) {
        members["name"] = frame_of(item.name);
        const Json fields = fields_of(item);
        if (!fields.empty()) members["fields"] = fields;
      }
      break;
  }
  return members;
}

}  // namespace zassay
