#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "wire/greeting.hpp"
#include "wire/malformed.hpp"
#include "wire/octets.hpp"

namespace zassay::wire {

/// Bits of the flags octet: RFC 37, "Framing". ZMTP 1.0 knows only the first.
constexpr std::uint8_t flag_more = 1;
constexpr std::uint8_t flag_long = 2;
constexpr std::uint8_t flag_command = 4;

/// Flags and size of a frame. In v1 framing the size comes first and counts the flags octet; here it never does.
struct FrameHeader {
  std::uint64_t size = 0;  ///< octets of the body
  /// v1: 2 or 10; 1 or 9 of a frame of length zero, that has not even flags and that a receiver drops (RFC 13). Else 2
  /// or 9.
  std::uint8_t octets = 0;
  std::uint8_t flags = 0;  ///< as on the wire
  bool is_long = false;    ///< its size stands in eight octets

  bool more() const { return (flags & flag_more) != 0; }
  bool command() const { return (flags & flag_command) != 0; }  ///< never ask it of v1 framing
  bool operator==(const FrameHeader&) const = default;
};

/// A header that was encoded: a few octets without memory of their own elsewhere.
struct HeaderOctets {
  std::array<std::uint8_t, 10> octets{};
  std::uint8_t count = 0;
  Octets view() const { return {octets.data(), count}; }
};

/// The header of a frame whose body has `size` octets. `flags` are sent as they are, also those that no RFC allows, but
/// for LONG in v2 and v3 framing, which is set where the size needs it. A long size that is not needed: flag_long, or
/// `force_long` in v1 framing, which has no flag for it.
HeaderOctets encode_frame_header(std::uint8_t flags, std::uint64_t size, Framing framing, bool force_long = false);

/// Reads the header at the front of `octets`; nothing if it is not there as a whole. Any octets are some header.
inline std::optional<FrameHeader> read_frame_header(Octets octets, Framing framing);

/// The bits of a flags octet that no sender may set.
constexpr std::uint8_t reserved_flags(Framing framing) {
  const int known = framing == Framing::v1   ? flag_more
                    : framing == Framing::v2 ? flag_more | flag_long
                                             : flag_more | flag_long | flag_command;
  return static_cast<std::uint8_t>(~known);
}

/// Why a header is not allowed, if it is not: "reserved-flags", "size-too-large" (its highest bit is set), or
/// "frame-too-large". `offset` is that of its first octet. The flags of the first frame of ZMTP 1.0, an identity, are
/// never at fault: a receiver does not look at them (RFC 13, "The Connection Layer").
std::optional<Malformed> fault_of(const FrameHeader& header, Framing framing, std::uint64_t offset,
                                  std::uint64_t largest_size = UINT64_MAX, bool is_identity = false);

namespace detail {

inline std::optional<FrameHeader> read_v1_header(Octets octets) {
  if (octets.empty()) return std::nullopt;
  FrameHeader header;
  header.is_long = octets[0] == 0xFF;
  const std::uint8_t size_octets = header.is_long ? 9 : 1;
  if (octets.size() < size_octets) return std::nullopt;
  const std::uint64_t length = header.is_long ? read_number<std::uint64_t>(&octets[1]) : octets[0];
  header.octets = size_octets;
  if (length == 0) return header;
  if (octets.size() == size_octets) return std::nullopt;
  ++header.octets;
  header.flags = octets[size_octets];
  header.size = length - 1;
  return header;
}

inline std::optional<FrameHeader> read_v2_header(Octets octets) {
  if (octets.size() < 2) return std::nullopt;
  FrameHeader header;
  header.flags = octets[0];
  header.is_long = (octets[0] & flag_long) != 0;
  header.octets = header.is_long ? 9 : 2;
  if (octets.size() < header.octets) return std::nullopt;
  header.size = header.is_long ? read_number<std::uint64_t>(&octets[1]) : octets[1];
  return header;
}

}  // namespace detail

inline std::optional<FrameHeader> read_frame_header(Octets octets, Framing framing) {
  return framing == Framing::v1 ? detail::read_v1_header(octets) : detail::read_v2_header(octets);
}

}  // namespace zassay::wire
