#pragma once

#include <string_view>

namespace zassay {

/// The offset of the first byte that is no part of a well-formed UTF-8 character, or that is a control character
/// other than tab, line feed and carriage return; npos if the whole text is readable.
std::size_t first_unreadable_byte(std::string_view text);

}  // namespace zassay
