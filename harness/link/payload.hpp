#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace zassay::link {

/// Octets to be sent: texts and repetitions one behind the other. Its length may be any 64-bit number; memory is only
/// what the texts and patterns take.
class Payload {
 public:
  Payload() = default;
  Payload(std::string octets);  // NOLINT(google-explicit-constructor): octets are a payload
  Payload(const char* octets) : Payload(std::string(octets)) {}  // NOLINT(google-explicit-constructor): likewise

  /// `pattern` again and again, `octets` octets in all; of an empty pattern, zeros.
  static Payload repeated(std::string pattern, std::uint64_t octets);

  Payload& append(const Payload& behind);

  std::uint64_t octets() const { return octets_; }
  /// Fills `into` with the octets from `offset` on; how many there were.
  std::size_t copy(std::uint64_t offset, std::span<char> into) const;

 private:
  struct Part {
    std::string pattern;
    std::uint64_t begin = 0;
    std::uint64_t octets = 0;
  };
  std::vector<Part> parts_;
  std::uint64_t octets_ = 0;
};

/// How a payload is cut. A piece is written only when the other side has read the one before: its kernel queue is
/// empty.
struct Pieces {
  std::vector<std::uint64_t> sizes;  ///< of the pieces, in octets; what is behind the last of them is one more piece
  bool single_octets = false;        ///< each octet is a piece, and `sizes` is not looked at

  static Pieces whole() { return {}; }  ///< one piece: written as fast as the kernel takes it
  static Pieces of(std::vector<std::uint64_t> sizes) { return {std::move(sizes), false}; }
  static Pieces one_octet_each() { return {{}, true}; }
};

}  // namespace zassay::link
