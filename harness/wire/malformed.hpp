#pragma once

#include <cstdint>
#include <string>

#include <tl/expected.hpp>

namespace zassay::wire {

/// Why octets are no ZMTP: a short code that programs can compare (docs/wire.md lists them), the offset of the first
/// octet at fault, and one sentence for people. Offsets count from what the function that reports was told to count
/// from, mostly from the first octet that a side sent.
struct Malformed {
  std::string code;
  std::uint64_t offset = 0;
  std::string sentence;

  bool operator==(const Malformed&) const = default;
};

/// What octets mean, or why they mean nothing.
template <typename T>
using Decoded = tl::expected<T, Malformed>;

/// Makes the failing side of a Decoded.
inline tl::unexpected<Malformed> malformed(std::string code, std::uint64_t offset, std::string sentence) {
  return tl::unexpected<Malformed>(Malformed{std::move(code), offset, std::move(sentence)});
}

}  // namespace zassay::wire
