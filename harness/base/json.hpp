#pragma once

#include <string_view>

#include <nlohmann/json.hpp>

#include "base/result.hpp"

namespace zassay {

/// JSON with sorted keys, so that the same value always gives the same bytes.
using Json = nlohmann::json;

/// Parses hostile text: an Error with the code "bad-json" instead of an exception. Nesting deeper than 64 is an error.
Result<Json> parse_json(std::string_view text);

/// The text of a value on one line; bytes that are not UTF-8 become U+FFFD.
std::string to_line(const Json& value);

/// Whether it is a whole number from 0, however it is kept.
bool is_count(const Json& value);

/// Members of hostile objects: the member if it is there and of the right type, else `otherwise`.
std::string string_member(const Json& object, const char* key, std::string otherwise = {});
std::int64_t integer_member(const Json& object, const char* key, std::int64_t otherwise = 0);
bool bool_member(const Json& object, const char* key, bool otherwise = false);

}  // namespace zassay
