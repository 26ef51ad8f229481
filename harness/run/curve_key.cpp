#include "run/wire_items.hpp"

namespace zassay {
namespace {

constexpr std::size_t key_octets = 32;
constexpr std::size_t key_letters = 40;

/// Z85 (RFC 32): five letters are four octets. Nothing if a letter is none of its own.
std::string from_z85(std::string_view text) {
  constexpr std::string_view letters =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";
  std::string octets;
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t digit = letters.find(text[i]);
    if (digit == std::string_view::npos) return {};
    value = value * static_cast<std::uint32_t>(letters.size()) + static_cast<std::uint32_t>(digit);
    if (i % 5 != 4) continue;
    for (const int shift : {24, 16, 8, 0}) octets.push_back(static_cast<char>(value >> shift & 0xFF));
    value = 0;
  }
  return octets;
}

}  // namespace

std::string key_of(const Json& spelled) {
  std::string octets = bytes_of(spelled);
  if (octets.size() == key_octets) return octets;
  return octets.size() == key_letters ? from_z85(octets) : std::string();
}

}  // namespace zassay
