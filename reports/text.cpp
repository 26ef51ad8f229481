#include "reports/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zassay {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

bool is_continuation(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

struct Character {
  std::uint32_t code = 0;
  std::size_t size = 0;  // 0: no character begins here
};

/// The UTF-8 character at the start of `bytes`, by the table of RFC 3629: no overlong forms, no surrogates.
Character first_character(std::string_view bytes) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || bytes.size() < size) return {};
  std::uint32_t code = lead & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if (!is_continuation(byte(i))) return {};
    code = (code << 6U) | (byte(i) & 0x3FU);
  }
  const bool overlong = (size == 3 && code < 0x800) || (size == 4 && code < 0x10000);
  if (overlong || (code >= 0xD800 && code <= 0xDFFF) || code > 0x10FFFF) return {};
  return {code, size};
}

template <typename Visitor>
void each_character(std::string_view bytes, Visitor&& visit) {
  while (!bytes.empty()) {
    const Character character = first_character(bytes);
    visit(character, bytes.substr(0, std::max<std::size_t>(character.size, 1)));
    bytes.remove_prefix(std::max<std::size_t>(character.size, 1));
  }
}

bool can_act(std::uint32_t code) {
  return (code >= 0x80 && code <= 0x9F) || code == 0x200E || code == 0x200F || code == 0x061C ||
         (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) ||
         (code >= 0xFDD0 && code <= 0xFDEF) || code == 0xFEFF || (code & 0xFFFEU) == 0xFFFE;
}

void append_picture(std::string& text, std::uint32_t code) {
  const std::uint32_t picture = code == 0x7F ? 0x2421 : 0x2400 + code;
  text += '\xE2';
  text += static_cast<char>(0x80U | ((picture >> 6U) & 0x3FU));
  text += static_cast<char>(0x80U | (picture & 0x3FU));
}

}  // namespace

std::string valid_utf8(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  each_character(bytes, [&](Character character, std::string_view raw) { text += character.size ? raw : replacement; });
  return text;
}

std::string visible(std::string_view bytes, Lines lines) {
  std::string text;
  text.reserve(bytes.size());
  each_character(bytes, [&](Character character, std::string_view raw) {
    const bool is_space = character.code == '\n' || character.code == '\t' || character.code == '\r';
    if (character.size == 0 || can_act(character.code)) {
      text += replacement;
    } else if (is_space && lines == Lines::join) {
      text += ' ';
    } else if (character.code == '\n' || character.code == '\t') {
      text += raw;
    } else if (character.code < 0x20 || character.code == 0x7F) {
      append_picture(text, character.code);
    } else {
      text += raw;
    }
  });
  return text;
}

std::size_t columns_of(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return !is_continuation(static_cast<unsigned char>(c)); }));
}

std::string shortened(std::string_view utf8, std::size_t columns) {
  if (columns_of(utf8) <= columns) return std::string(utf8);
  if (columns == 0) return {};
  std::string text;
  std::size_t used = 1;
  each_character(utf8, [&](Character, std::string_view raw) {
    if (used++ < columns) text += raw;
  });
  return text + "…";
}

std::string markdown_text(std::string_view bytes) {
  std::string text;
  for (const char c : visible(bytes)) {
    if (c == '<') {
      text += "&lt;";
    } else if (c == '&') {
      text += "&amp;";
    } else {
      if (std::string_view("\\`*_{}[]()>#+!|~").find(c) != std::string_view::npos) text += '\\';
      text += c;
    }
  }
  // Characters that mean something only where a line begins.
  const bool is_marker = !text.empty() && (text[0] == '-' || text[0] == '=' || text[0] == ':');
  return is_marker ? fmt::format("\\{}", text) : text;
}

std::string markdown_code(std::string_view bytes, Place place) {
  std::string text = visible(bytes);
  std::size_t longest = 0;
  std::size_t run = 0;
  std::string escaped;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
    if (c == '|' && place == Place::table) escaped += '\\';
    escaped += c;
  }
  const std::string fence(longest + 1, '`');
  const bool needs_space = escaped.empty() || escaped.front() == '`' || escaped.back() == '`';
  const std::string_view space = needs_space ? " " : "";
  return fmt::format("{}{}{}{}{}", fence, space, escaped, space, fence);
}

std::string html_text(std::string_view bytes) {
  std::string text;
  for (const char c : visible(bytes, Lines::keep)) {
    switch (c) {
      case '&':
        text += "&amp;";
        break;
      case '<':
        text += "&lt;";
        break;
      case '>':
        text += "&gt;";
        break;
      case '"':
        text += "&quot;";
        break;
      case '\'':
        text += "&#39;";
        break;
      default:
        text += c;
    }
  }
  return text;
}

std::string relative_link(std::string_view path) {
  std::string link = "./";
  for (const char c : path) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                          std::string_view("-_.~/").find(c) != std::string_view::npos;
    link += is_plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return link;
}

std::string ranges_of(std::vector<std::uint64_t> numbers, std::size_t limit) {
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  std::string text;
  std::size_t ranges = 0;
  std::size_t i = 0;
  while (i < numbers.size() && ranges < limit) {
    std::size_t last = i;
    while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1) ++last;
    text += fmt::format("{}{}", ranges++ ? ", " : "", numbers[i]);
    if (last > i) text += fmt::format("{}{}", last == i + 1 ? ", " : "–", numbers[last]);
    i = last + 1;
  }
  if (i < numbers.size()) text += fmt::format("{}and {} more", text.empty() ? "" : ", ", numbers.size() - i);
  return text;
}

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace zassay
