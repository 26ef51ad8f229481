#pragma once

#include "base/json.hpp"

namespace zassay {

/// Types of members in replies and events. Each tells whether a value is one, and never throws.
using MemberType = bool (*)(const Json&);

bool is_text(const Json& value);
bool is_integer(const Json& value);  ///< fits std::int64_t
bool is_natural(const Json& value);  ///< 0 … 2^63 − 1
bool is_time(const Json& value);     ///< nanoseconds since the hello
bool is_thread(const Json& value);   ///< 1 … 2^31 − 1
bool is_error_name(const Json& value);
bool is_error_or_null(const Json& value);
bool is_frame(const Json& value);  ///< bytes in sound base64, or size, head and SHA-256
bool is_flag(const Json& value);
bool is_texts(const Json& value);
bool is_frames(const Json& value);
bool is_option_value(const Json& value);  ///< an integer or a frame
bool is_messages(const Json& value);      ///< [{"frames":[frame,…],"at":NS},…]
bool is_ready(const Json& value);         ///< [["IN",…],…]

}  // namespace zassay
