#include "wire/frame_decoder.hpp"

namespace zassay::wire {

bool FrameDecoder::take_header(Octets& input) {
  const std::size_t before = input.size();
  const auto header = header_.take(input, framing_);
  offset_ += before - input.size();
  if (!header) return false;
  part_ = FramePart{};
  part_.header = *header;
  part_.offset = offset_ - header->octets;
  malformed_ = fault_of(*header, framing_, part_.offset, limits_.largest_octets, is_identity_);
  is_identity_ = false;
  return !malformed_;
}

std::optional<FramePart> FrameDecoder::next_piecemeal(Octets& input) {
  if (malformed_ || (!in_body_ && !take_header(input))) {
    if (malformed_) {
      offset_ += input.size();
      input = {};
    }
    return std::nullopt;
  }
  const std::uint64_t missing = part_.header.size - part_.from;
  in_body_ = true;
  if (missing > 0 && input.empty()) return std::nullopt;
  part_.octets = take_front(input, missing);
  part_.last = part_.octets.size() == missing;
  offset_ += part_.octets.size();
  in_body_ = !part_.last;
  const FramePart told = part_;
  part_.from += part_.octets.size();
  return told;
}

}  // namespace zassay::wire
