#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace zassay::wire {

/// A view of octets in somebody else's memory: valid as long as that is.
using Octets = std::span<const std::uint8_t>;

/// The same memory seen as octets, or as text.
inline Octets octets_of(std::string_view bytes) {
  return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}
inline std::string_view text_of(Octets octets) { return {reinterpret_cast<const char*>(octets.data()), octets.size()}; }

/// Numbers in ZMTP have their most significant octet first. `octets` must hold sizeof(Number) of them.
template <typename Number>
constexpr Number read_number(const std::uint8_t* octets) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < sizeof(Number); ++i) value = value << 8 | octets[i];
  return static_cast<Number>(value);
}
template <typename Number>
constexpr void write_number(std::uint8_t* octets, Number number) {
  const std::uint64_t value = number;
  for (std::size_t i = 0; i < sizeof(Number); ++i) {
    octets[i] = static_cast<std::uint8_t>(value >> 8 * (sizeof(Number) - 1 - i));
  }
}
template <typename Number>
std::string number_octets(Number number) {
  std::array<std::uint8_t, sizeof(Number)> octets{};
  write_number(octets.data(), number);
  return std::string(text_of(octets));
}

/// Takes the first `count` octets away from `input` and returns them; fewer if it has fewer.
inline Octets take_front(Octets& input, std::uint64_t count) {
  const std::size_t taken = count < input.size() ? static_cast<std::size_t>(count) : input.size();
  const Octets front = input.first(taken);
  input = input.subspan(taken);
  return front;
}

}  // namespace zassay::wire
