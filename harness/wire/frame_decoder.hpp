#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "wire/frame.hpp"
#include "wire/malformed.hpp"
#include "wire/octets.hpp"

namespace zassay::wire {

/// Collects the octets of a header, at any split.
class HeaderReader {
 public:
  /// Takes octets from the front of `input` up to the end of the header; nothing if the input is used up before.
  std::optional<FrameHeader> take(Octets& input, Framing framing) {
    if (count_ == 0) {
      if (const auto header = read_frame_header(input, framing)) {
        input = input.subspan(header->octets);
        return header;
      }
    }
    return take_slowly(input, framing);
  }

  std::size_t kept() const { return count_; }  ///< octets of a header that is not there as a whole

 private:
  std::optional<FrameHeader> take_slowly(Octets& input, Framing framing) {
    while (!input.empty()) {
      octets_[count_++] = input.front();
      input = input.subspan(1);
      if (const auto header = read_frame_header({octets_.data(), count_}, framing)) {
        count_ = 0;
        return header;
      }
    }
    return std::nullopt;
  }

  std::array<std::uint8_t, 10> octets_{};
  std::size_t count_ = 0;
};

/// A frame, or a part of one whose octets did not come all at once.
struct FramePart {
  FrameHeader header;
  std::uint64_t offset = 0;  ///< of the first octet of the header
  std::uint64_t from = 0;    ///< where in the body the octets below stand
  Octets octets;             ///< in the memory of the caller's input
  bool last = false;         ///< the body ends with them
};

/// Splits octets into frames, at any split of its input and without a copy: a frame that lies in the input as a whole
/// is one part. It keeps at most nine octets, of a header that is not there as a whole. After a malformed header it
/// takes everything and gives nothing. Used by one thread at a time.
class FrameDecoder {
 public:
  struct Limits {
    std::uint64_t largest_octets = UINT64_MAX;  ///< a frame that claims more is malformed ("frame-too-large")
  };
  explicit FrameDecoder(Framing framing) : FrameDecoder(framing, Limits{}) {}
  FrameDecoder(Framing framing, Limits limits, std::uint64_t first_offset = 0)
      : framing_(framing),
        reserved_(reserved_flags(framing)),
        plain_size_(std::min<std::uint64_t>(limits.largest_octets, INT64_MAX - 1)),
        limits_(limits),
        offset_(first_offset),
        is_identity_(framing == Framing::v1) {}

  /// Takes the next part from the front of `input`; nothing when the input is used up. A part has at least one octet,
  /// unless the frame has none.
  std::optional<FramePart> next(Octets& input) {
    // Nearly every frame lies in the input as a whole and has no fault: this path is what the speed rests on.
    if (!in_body_ && header_.kept() == 0 && !is_identity_ && !malformed_) {
      const auto header = read_frame_header(input, framing_);
      if (header && (header->flags & reserved_) == 0 && header->size <= plain_size_ &&
          header->size <= input.size() - header->octets) {
        const FramePart part{*header, offset_, 0, input.subspan(header->octets, header->size), true};
        input = input.subspan(header->octets + part.octets.size());
        offset_ += header->octets + part.octets.size();
        return part;
      }
    }
    return next_piecemeal(input);
  }

  /// Why there will be no further frame.
  const std::optional<Malformed>& malformed() const { return malformed_; }
  std::uint64_t octets() const { return offset_; }                       ///< the offset of the next octet
  bool at_boundary() const { return !in_body_ && header_.kept() == 0; }  ///< nothing of a frame is waited for

 private:
  std::optional<FramePart> next_piecemeal(Octets& input);
  bool take_header(Octets& input);

  Framing framing_;
  std::uint8_t reserved_;
  std::uint64_t plain_size_;  ///< a size up to this one needs no closer look
  Limits limits_;
  std::uint64_t offset_;
  bool is_identity_;
  bool in_body_ = false;
  HeaderReader header_;
  FramePart part_;
  std::optional<Malformed> malformed_;
};

}  // namespace zassay::wire
