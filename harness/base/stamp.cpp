#include "base/stamp.hpp"

#include "base/bytes.hpp"

namespace zassay {
namespace {

constexpr std::string_view magic = "\x7A\x41\x73\x59";

template <typename Integer>
void put(std::string& bytes, Integer value) {
  for (int shift = (static_cast<int>(sizeof value) - 1) * 8; shift >= 0; shift -= 8) {
    bytes.push_back(static_cast<char>(static_cast<std::uint8_t>(value >> shift)));
  }
}

template <typename Integer>
Integer take(std::string_view& bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < sizeof(Integer); ++i) value = value << 8 | static_cast<std::uint8_t>(bytes[i]);
  bytes.remove_prefix(sizeof(Integer));
  return static_cast<Integer>(value);
}

}  // namespace

std::string stamped_frame(Stamp stamp, std::string_view prefix) {
  std::string frame(prefix);
  frame.reserve(stamp.frame_size);
  frame += magic;
  put(frame, stamp.run);
  put(frame, stamp.stream);
  put(frame, stamp.frame_index);
  put(frame, stamp.frame_count);
  put(frame, static_cast<std::uint16_t>(prefix.size()));
  put(frame, stamp.sequence);
  put(frame, stamp.frame_size);
  const auto first = static_cast<std::uint8_t>(stamp.sequence + stamp.frame_index);
  const std::string filler = cycle(first, stamp.frame_size - prefix.size() - Stamp::size);
  put(frame, crc32_of(filler, crc32_of(frame)));
  return frame + filler;
}

std::optional<Stamp> read_stamp(std::string_view head) {
  const std::size_t at = head.find(magic);
  if (at == std::string_view::npos || head.size() - at < Stamp::size) return std::nullopt;
  std::string_view rest = head.substr(at + magic.size());
  Stamp stamp;
  stamp.run = take<std::uint32_t>(rest);
  stamp.stream = take<std::uint16_t>(rest);
  stamp.frame_index = take<std::uint16_t>(rest);
  stamp.frame_count = take<std::uint16_t>(rest);
  stamp.prefix_size = take<std::uint16_t>(rest);
  stamp.sequence = take<std::uint64_t>(rest);
  stamp.frame_size = take<std::uint32_t>(rest);
  stamp.crc = take<std::uint32_t>(rest);
  return stamp;
}

bool is_intact(const Stamp& stamp, std::string_view frame) {
  if (frame.size() != stamp.frame_size || stamp.prefix_size + Stamp::size > frame.size()) return false;
  return stamped_frame(stamp, frame.substr(0, stamp.prefix_size)) == frame;
}

}  // namespace zassay
