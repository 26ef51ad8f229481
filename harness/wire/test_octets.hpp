#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "wire/item.hpp"

namespace zassay::wire {

/// For tests: the octets of hexadecimal digits; spaces between them mean nothing.
inline std::string from_hex(std::string_view digits) {
  std::string octets;
  int high = -1;
  for (const char digit : digits) {
    if (digit == ' ' || digit == '\n') continue;
    const int value = digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
    if (high >= 0) octets.push_back(static_cast<char>(high << 4 | value));
    high = high >= 0 ? -1 : value;
  }
  return octets;
}

inline std::string to_hex(std::string_view octets) {
  std::string digits;
  for (const std::uint8_t octet : octets_of(octets)) {
    for (const int value : {octet >> 4, octet & 15}) digits.push_back("0123456789abcdef"[value]);
  }
  return digits;
}

/// The greeting that RFC 37 draws: 64 octets, no padding in the signature.
inline std::string greeting_hex(std::string_view mechanism, int minor = 1, bool as_server = false) {
  std::string octets = from_hex("ff 0000000000000000 7f 03") + static_cast<char>(minor) + std::string(mechanism);
  octets.resize(32, '\0');
  octets += as_server ? '\1' : '\0';
  octets.resize(64, '\0');
  return octets;
}

/// Everything that a reader tells of `octets` when they come in pieces of this size.
inline std::vector<Item> items_of(ItemReader& reader, std::string_view octets, std::size_t piece = SIZE_MAX) {
  std::vector<Item> items;
  while (!octets.empty()) {
    Octets input = octets_of(octets.substr(0, piece));
    octets.remove_prefix(input.size());
    while (auto item = reader.next(input)) items.push_back(std::move(*item));
    EXPECT_TRUE(input.empty());
  }
  return items;
}

/// An item in one line: what tests compare.
inline std::string to_text(const Item& item) {
  static constexpr const char* kinds[] = {"greeting", "command", "frame", "malformed"};
  std::string text = std::to_string(item.offset) + (item.complete ? " " : " … ") + kinds[static_cast<int>(item.kind)];
  if (item.malformed) return text + " " + item.malformed->code + " at " + std::to_string(item.malformed->offset);
  if (item.greeting) {
    text += " " + std::to_string(item.greeting->major);
    if (item.greeting->form == Greeting::Form::revision) text += " type " + std::to_string(item.greeting->socket_type);
    return text;
  }
  if (!item.name.empty()) text += " " + item.name;
  text += " " + std::to_string(item.header_octets) + "+" + std::to_string(item.body_octets);
  if (item.more) text += " more";
  return text;
}

/// The complete ones, line by line.
inline std::vector<std::string> complete_texts(const std::vector<Item>& items) {
  std::vector<std::string> texts;
  for (const Item& item : items) {
    if (item.complete) texts.push_back(to_text(item));
  }
  return texts;
}

}  // namespace zassay::wire
