#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "wire/octets.hpp"

namespace zassay::wire {

/// What must hold whatever the input is; otherwise the fuzzer keeps the input.
inline void must(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

/// Calls `take` with a piece of memory of its own, so that a read behind its end is seen.
template <typename Take>
void with_own_copy(Octets octets, Take take) {
  const std::vector<std::uint8_t> own(octets.begin(), octets.end());
  take(Octets(own));
}

/// Cuts `octets` into pieces, whose sizes come from `sizes` in turn, and calls `take` with each.
template <typename Take>
void for_each_piece(Octets octets, Octets sizes, Take take) {
  for (std::size_t i = 0; !octets.empty(); ++i) {
    const std::size_t size = sizes.empty() ? octets.size() : sizes[i % sizes.size()] % 32u;
    with_own_copy(take_front(octets, size), take);
    if (i > 2 * sizes.size() + 64) sizes = {};
  }
}

}  // namespace zassay::wire
