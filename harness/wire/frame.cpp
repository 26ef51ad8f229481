#include "wire/frame.hpp"

#include <fmt/format.h>

namespace zassay::wire {
namespace {

HeaderOctets encode_v1(std::uint8_t flags, std::uint64_t size, bool force_long) {
  HeaderOctets header;
  const std::uint64_t length = size + 1;  // RFC 13: the length counts the flags octet
  if (length < 0xFF && !force_long) {
    header.octets[0] = static_cast<std::uint8_t>(length);
    header.octets[1] = flags;
    header.count = 2;
    return header;
  }
  header.octets[0] = 0xFF;
  write_number(&header.octets[1], length);
  header.octets[9] = flags;
  header.count = 10;
  return header;
}

}  // namespace

HeaderOctets encode_frame_header(std::uint8_t flags, std::uint64_t size, Framing framing, bool force_long) {
  if (framing == Framing::v1) return encode_v1(flags, size, force_long);
  HeaderOctets header;
  const bool is_long = size > 0xFF || force_long || (flags & flag_long) != 0;
  header.octets[0] = is_long ? flags | flag_long : flags;
  if (is_long) {
    write_number(&header.octets[1], size);
  } else {
    header.octets[1] = static_cast<std::uint8_t>(size);
  }
  header.count = is_long ? 9 : 2;
  return header;
}

std::optional<Malformed> fault_of(const FrameHeader& header, Framing framing, std::uint64_t offset,
                                  std::uint64_t largest_size, bool is_identity) {
  const bool flags_last = framing == Framing::v1;
  const auto reserved = static_cast<std::uint8_t>(header.flags & reserved_flags(framing));
  if (reserved != 0 && !(flags_last && is_identity)) {
    return Malformed{"reserved-flags", flags_last ? offset + header.octets - 1 : offset,
                     fmt::format("the flags octet is 0x{:02X}: 0x{:02X} of it is reserved", header.flags, reserved)};
  }
  // RFC 37, "Framing": a size never exceeds 2^63 - 1. In v1 framing it stands behind 0xFF and counts one octet more.
  const std::uint64_t claimed = flags_last && header.octets > 9 ? header.size + 1 : header.size;
  if (claimed >> 63 != 0) {
    return Malformed{"size-too-large", offset + 1, fmt::format("the size {} is not below 2^63", claimed)};
  }
  if (header.size > largest_size) {
    const std::uint64_t size_at = flags_last && !header.is_long ? offset : offset + 1;
    return Malformed{"frame-too-large", size_at,
                     fmt::format("the frame claims {} octets, more than the limit of {}", header.size, largest_size)};
  }
  return std::nullopt;
}

}  // namespace zassay::wire
