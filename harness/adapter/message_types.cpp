#include "adapter/message_types.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <string_view>

#include "adapter/message_check.hpp"

namespace zassay {
namespace {

/// The value as an integer, or `none` when it is no integer or does not fit.
constexpr std::int64_t none = std::numeric_limits<std::int64_t>::min();

std::int64_t integer_of(const Json& value) {
  if (value.is_number_unsigned()) {
    const auto number = value.get<std::uint64_t>();
    return number <= std::numeric_limits<std::int64_t>::max() ? static_cast<std::int64_t>(number) : none;
  }
  return value.is_number_integer() ? value.get<std::int64_t>() : none;
}

bool is_base64(std::string_view text) {
  if (text.size() % 4 != 0) return false;
  while (!text.empty() && text.back() == '=' && text.size() % 4 != 2) text.remove_suffix(1);
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
  });
}

bool is_base64_text(const Json& value) { return value.is_string() && is_base64(value.get_ref<const std::string&>()); }

bool is_sha256(const Json& value) {
  if (!value.is_string()) return false;
  const auto& text = value.get_ref<const std::string&>();
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

bool all(const Json& list, MemberType type) { return list.is_array() && std::all_of(list.begin(), list.end(), type); }

bool has(const Json& object, const char* key, MemberType type) {
  const auto found = object.find(key);
  return found != object.end() && type(*found);
}

bool is_message(const Json& value) {
  return value.is_object() && has(value, "frames", is_frames) && has(value, "at", is_time);
}

}  // namespace

bool is_text(const Json& value) { return value.is_string(); }
bool is_integer(const Json& value) { return integer_of(value) != none; }
bool is_natural(const Json& value) { return integer_of(value) >= 0; }
bool is_time(const Json& value) { return integer_of(value) >= 0 && integer_of(value) <= time_limit_ns; }
bool is_thread(const Json& value) {
  return integer_of(value) >= 1 && integer_of(value) <= std::numeric_limits<std::int32_t>::max();
}

bool is_error_name(const Json& value) {
  if (!value.is_string()) return false;
  const auto& name = value.get_ref<const std::string&>();
  return name.size() >= 2 && name.size() <= 32 && name.front() == 'E' &&
         name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == std::string::npos;
}

bool is_error_or_null(const Json& value) { return value.is_null() || is_error_name(value); }

bool is_frame(const Json& value) {
  if (!value.is_object()) return false;
  if (value.contains("b64")) return has(value, "b64", is_base64_text);
  return has(value, "size", is_natural) && has(value, "head", is_base64_text) && has(value, "sha256", is_sha256);
}

bool is_flag(const Json& value) { return value.is_boolean(); }

bool is_texts(const Json& value) { return all(value, is_text); }
bool is_frames(const Json& value) { return all(value, is_frame); }
bool is_option_value(const Json& value) { return is_integer(value) || is_frame(value); }
bool is_messages(const Json& value) { return all(value, is_message); }
bool is_ready(const Json& value) { return all(value, is_texts); }

}  // namespace zassay
