#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zassay {

/// What a stamped frame says of itself (docs/history.md, "What a message carries"). On the wire: 32 bytes, integers
/// big-endian: magic 7A 41 73 59, run u32, stream u16, frame index u16, frame count u16, prefix length u16,
/// sequence u64, frame size u32, CRC-32 u32 over the whole frame with the CRC field left out.
struct Stamp {
  std::uint32_t run = 0;
  std::uint16_t stream = 0;
  std::uint16_t frame_index = 0;
  std::uint16_t frame_count = 1;
  std::uint16_t prefix_size = 0;
  std::uint64_t sequence = 0;
  std::uint32_t frame_size = 0;
  std::uint32_t crc = 0;

  static constexpr std::size_t size = 32;
  static constexpr std::size_t crc_offset = 28;

  bool operator==(const Stamp&) const = default;
};

/// The whole frame: prefix, stamp, filler. `stamp.frame_size` must be at least prefix.size() + Stamp::size;
/// prefix_size and crc are filled in.
std::string stamped_frame(Stamp stamp, std::string_view prefix);

/// Finds and reads the stamp in the first bytes of a frame; nothing if there is none. It does not check the CRC:
/// `head` may be only a part of the frame.
std::optional<Stamp> read_stamp(std::string_view head);

/// Whether the whole frame is exactly what stamped_frame made: size, CRC and filler.
bool is_intact(const Stamp& stamp, std::string_view frame);

}  // namespace zassay
