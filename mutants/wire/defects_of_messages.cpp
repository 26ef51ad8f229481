// Defects of messages and their frames. Messages of CURVE are sealed, and no message to them.

#include <utility>

#include "mutants/wire/defects.hpp"

namespace zassay::wire_defects {
namespace {

constexpr std::uint8_t reserved_flag = 0x40;

bool is_of_message(const Said& said, std::uint64_t number) {
  return said.kind == Speech::Kind::frame && said.speech.message() == number;
}

/// Where the flags of a frame stand; an empty frame of ZMTP 1.0 may have none.
bool has_flags(const Said& said) {
  return said.speech.framing() != wire::Framing::v1 || said.item.header_octets % 2 == 0;
}

std::string with_flags(Said& said, int flags) {
  const std::size_t at = said.speech.framing() == wire::Framing::v1 ? said.item.header_octets - 1 : 0;
  said.octets[at] = static_cast<char>(flags);
  return std::move(said.octets);
}

}  // namespace

std::string frame_reserved_flag(Said& said) {
  if (said.kind != Speech::Kind::frame || !has_flags(said)) return said.octets;
  return with_flags(said, said.item.flags | reserved_flag);
}

std::string frame_more_lost(Said& said) {
  if (said.kind != Speech::Kind::frame || !said.speech.is_first_frame() || !said.item.more) return said.octets;
  return with_flags(said, said.item.flags & ~wire::flag_more);
}

std::string frame_more_added(Said& said) {
  if (said.kind != Speech::Kind::frame || said.item.more || !has_flags(said)) return said.octets;
  return with_flags(said, said.item.flags | wire::flag_more);
}

std::string frame_bit_flipped(Said& said) {
  if (!is_of_message(said, 1) || said.item.body_octets == 0) return said.octets;
  said.octets.back() = static_cast<char>(said.octets.back() ^ 1);
  return said.octets;
}

std::string message_dropped(Said& said) { return is_of_message(said, 2) ? "" : said.octets; }

std::string message_doubled(Said& said) {
  if (!is_of_message(said, 1)) return said.octets;
  said.kept += said.octets;
  return said.item.more ? said.octets : said.octets + std::exchange(said.kept, {});
}

std::string messages_swapped(Said& said) {
  if (is_of_message(said, 2)) {
    said.kept += said.octets;
    return {};
  }
  return is_of_message(said, 3) && !said.item.more ? said.octets + std::exchange(said.kept, {}) : said.octets;
}

std::string ping_amid_a_message(Said& said) {
  const bool is_amid = said.kind == Speech::Kind::frame && !said.speech.is_first_frame();
  if (!is_amid || said.speech.framing() != wire::Framing::v3) return said.octets;
  return wire::encode_command("PING", std::string(2, '\0')) + said.octets;
}

}  // namespace zassay::wire_defects
