// Defects of READY and of the commands that are no subscriptions.

#include "mutants/wire/defects.hpp"
#include "wire/metadata.hpp"

namespace zassay::wire_defects {
namespace {

constexpr std::size_t ttl_octets = 2;

bool is_command(const Said& said, const char* name) {
  return said.kind == Speech::Kind::command && said.item.name == name;
}

/// READY of NULL and PLAIN, and INITIATE of PLAIN: those of CURVE are boxes.
bool has_metadata(const Said& said) {
  return !said.speech.is_curve() && (is_command(said, "READY") || is_command(said, "INITIATE"));
}

std::string data_of(const wire::Item& item) {
  const auto command = wire::parse_command(wire::octets_of(item.body));
  return command ? std::string(wire::text_of(command->data)) : "";
}

/// The same command with other properties.
template <typename Change>
std::string with_metadata(Said& said, const Change& change) {
  const std::string data = data_of(said.item);
  auto metadata = wire::parse_metadata(wire::octets_of(data));
  if (!metadata) return std::move(said.octets);
  change(*metadata);
  return wire::encode_command(said.item.name, wire::encode_metadata(*metadata));
}

std::string with_last_bit_flipped(std::string octets) {
  octets.back() = static_cast<char>(octets.back() ^ 1);
  return octets;
}

std::string without_command_bit(std::string octets) {
  octets.front() = static_cast<char>(octets.front() & ~wire::flag_command);
  return octets;
}

}  // namespace

std::string ready_without_type(Said& said) {
  if (!has_metadata(said)) return said.octets;
  return with_metadata(said, [](wire::Metadata& metadata) {
    std::erase_if(metadata, [](const wire::Property& property) { return property.name == "Socket-Type"; });
  });
}

std::string ready_other_type(Said& said) {
  if (!has_metadata(said)) return said.octets;
  return with_metadata(said, [](wire::Metadata& metadata) {
    for (wire::Property& property : metadata) {
      if (property.name == "Socket-Type") property.value = property.value == "PAIR" ? "PUB" : "PAIR";
    }
  });
}

std::string ready_trailing_octet(Said& said) {
  if (!has_metadata(said)) return said.octets;
  return wire::encode_command(said.item.name, data_of(said.item) + '\0');
}

std::string ready_in_a_message_frame(Said& said) {
  return is_command(said, "READY") ? without_command_bit(std::move(said.octets)) : said.octets;
}

std::string pong_in_a_message_frame(Said& said) {
  return is_command(said, "PONG") ? without_command_bit(std::move(said.octets)) : said.octets;
}

std::string pong_dropped(Said& said) { return is_command(said, "PONG") ? "" : said.octets; }

std::string pong_other_context(Said& said) {
  if (!is_command(said, "PONG")) return said.octets;
  const std::string context = data_of(said.item);
  return wire::encode_command("PONG", context.empty() ? "?" : with_last_bit_flipped(context));
}

std::string ping_without_ttl(Said& said) {
  if (!is_command(said, "PING")) return said.octets;
  const std::string data = data_of(said.item);
  return wire::encode_command("PING", data.substr(std::min(data.size(), ttl_octets)));
}

std::string error_dropped(Said& said) { return is_command(said, "ERROR") ? "" : said.octets; }

std::string error_reason_length(Said& said) {
  std::string data = data_of(said.item);
  if (!is_command(said, "ERROR") || data.empty()) return said.octets;
  ++data.front();
  return wire::encode_command("ERROR", data);
}

std::string curve_welcome_flipped(Said& said) {
  return said.speech.is_curve() && is_command(said, "WELCOME") ? with_last_bit_flipped(said.octets) : said.octets;
}

std::string curve_ready_flipped(Said& said) {
  return said.speech.is_curve() && is_command(said, "READY") ? with_last_bit_flipped(said.octets) : said.octets;
}

std::string curve_message_flipped(Said& said) {
  return said.kind == Speech::Kind::sealed ? with_last_bit_flipped(said.octets) : said.octets;
}

}  // namespace zassay::wire_defects
