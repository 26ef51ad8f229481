#include "history/frame.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>

#include "base/bytes.hpp"
#include "base/digest.hpp"

namespace zassay {
namespace {

constexpr std::uint64_t piece_size =
    std::uint64_t{256} * 64;  // a multiple of 256: the next piece of a cycle starts like the first
constexpr std::uint64_t kept_whole = 4096;
constexpr std::uint64_t generated_limit = 1ULL << 30;

/// Calls `take` with the pieces of cycle(first, size).
template <typename Take>
void for_each_piece(std::uint8_t first, std::uint64_t size, Take take) {
  const std::string piece = cycle(first, static_cast<std::size_t>(std::min(size, piece_size)));
  for (std::uint64_t done = 0; done < size; done += piece_size) {
    take(std::string_view(piece).substr(0, static_cast<std::size_t>(std::min(piece_size, size - done))));
  }
}

Result<RecordedFrame> read_generated(const Json& value) {
  const std::int64_t size = integer_member(value, "size", -1);
  const std::int64_t first = integer_member(value, "first", 0);
  if (string_member(value, "generator") != "cycle" || size < 0 || first < 0 || first > 255 ||
      static_cast<std::uint64_t>(size) > generated_limit) {
    return failure("bad-frame", "a generated frame needs generator \"cycle\", a size up to 1 GiB and first in 0..255");
  }
  RecordedFrame frame;
  frame.size = static_cast<std::uint64_t>(size);
  frame.bytes = cycle(static_cast<std::uint8_t>(first), static_cast<std::size_t>(std::min(frame.size, kept_whole)));
  if (frame.size <= kept_whole) return frame;
  Digest digest;
  for_each_piece(static_cast<std::uint8_t>(first), frame.size, [&](std::string_view piece) { digest.add(piece); });
  frame.bytes.resize(128);
  frame.sha256 = digest.hex();
  return frame;
}

Result<RecordedFrame> read_digest(const Json& value) {
  const std::int64_t size = integer_member(value, "size", -1);
  auto head = from_base64(string_member(value, "head"));
  const std::string sha256 = string_member(value, "sha256");
  const bool is_hex = sha256.size() == 64 && sha256.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (size < 0 || !head || !is_hex || head->size() > static_cast<std::uint64_t>(size)) {
    return failure("bad-frame", "a frame told by digest needs size, head (base64) and sha256 (64 hexadecimal digits)");
  }
  return RecordedFrame{std::move(*head), static_cast<std::uint64_t>(size), sha256};
}

std::string sha256_of(const RecordedFrame& frame) { return frame.is_digest() ? frame.sha256 : sha256_hex(frame.bytes); }

}  // namespace

Result<RecordedFrame> read_frame(const Json& value) {
  if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    return RecordedFrame{text, text.size(), {}};
  }
  if (!value.is_object()) return failure("bad-frame", "a frame is an object with b64, or size and head or generator");
  if (const auto found = value.find("b64"); found != value.end()) {
    if (!found->is_string()) return failure("bad-frame", "b64 of a frame is a text");
    auto bytes = from_base64(found->get_ref<const std::string&>());
    if (!bytes) return failure("bad-frame", "b64 of a frame: " + bytes.error().sentence);
    const std::size_t size = bytes->size();
    return RecordedFrame{std::move(*bytes), size, {}};
  }
  return value.contains("sha256") ? read_digest(value) : read_generated(value);
}

Result<RecordedFrames> read_frames(const Json& value) {
  if (!value.is_array()) return failure("bad-frame", "frames are a list");
  RecordedFrames frames;
  frames.reserve(value.size());
  for (const Json& item : value) {
    auto frame = read_frame(item);
    if (!frame) return tl::unexpected(frame.error());
    frames.push_back(std::move(*frame));
  }
  return frames;
}

bool same_bytes(const RecordedFrame& one, const RecordedFrame& other) {
  if (one.size != other.size) return false;
  if (!one.is_digest() && !other.is_digest()) return one.bytes == other.bytes;
  return sha256_of(one) == sha256_of(other);
}

bool same_bytes(const RecordedFrames& one, const RecordedFrames& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [](const RecordedFrame& a, const RecordedFrame& b) { return same_bytes(a, b); });
}

std::string describe(const RecordedFrame& frame) {
  constexpr std::size_t shown = 24;
  const std::string_view head = std::string_view(frame.bytes).substr(0, shown);
  const bool printable = std::all_of(head.begin(), head.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
  std::string text;
  if (printable) {
    text = fmt::format("\"{}\"", head);
  } else {
    text = "hex ";
    for (const char byte : head) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  }
  if (frame.size > head.size()) text += fmt::format("… ({} bytes)", frame.size);
  return text;
}

std::string describe(const RecordedFrames& frames) {
  constexpr std::size_t shown = 6;
  std::string text = "[";
  for (std::size_t i = 0; i < std::min(frames.size(), shown); ++i) text += (i ? ", " : "") + describe(frames[i]);
  if (frames.size() > shown) text += fmt::format(", … ({} frames)", frames.size());
  return text + "]";
}

bool digest_is_of_stamped_frame(const RecordedFrame& frame, const Stamp& stamp) {
  const std::size_t before_filler = stamp.prefix_size + Stamp::size;
  if (frame.size != stamp.frame_size || before_filler > frame.size || before_filler > frame.bytes.size()) return false;
  const auto first = static_cast<std::uint8_t>(stamp.sequence + stamp.frame_index);
  const std::uint64_t filler_size = frame.size - before_filler;
  const std::string_view head = std::string_view(frame.bytes).substr(0, before_filler);
  if (read_stamp(head.substr(stamp.prefix_size)) != stamp) return false;
  std::uint32_t crc = crc32_of(head.substr(0, stamp.prefix_size + Stamp::crc_offset));
  Digest digest;
  digest.add(head);
  for_each_piece(first, filler_size, [&](std::string_view piece) {
    crc = crc32_of(piece, crc);
    digest.add(piece);
  });
  return crc == stamp.crc && digest.hex() == frame.sha256;
}

}  // namespace zassay
