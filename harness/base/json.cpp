#include "base/json.hpp"

namespace zassay {
namespace {
constexpr int depth_limit = 64;
}

Result<Json> parse_json(std::string_view text) {
  bool too_deep = false;
  Json::parser_callback_t guard = [&too_deep](int depth, Json::parse_event_t, Json&) {
    too_deep = too_deep || depth > depth_limit;
    return !too_deep;
  };
  Json value = Json::parse(text, guard, /*allow_exceptions=*/false);
  if (too_deep) return failure("bad-json", "the JSON text nests deeper than 64 levels");
  if (value.is_discarded()) return failure("bad-json", "the text is not JSON");
  return value;
}

std::string to_line(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string string_member(const Json& object, const char* key, std::string otherwise) {
  if (!object.is_object()) return otherwise;
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : otherwise;
}

std::int64_t integer_member(const Json& object, const char* key, std::int64_t otherwise) {
  if (!object.is_object()) return otherwise;
  const auto found = object.find(key);
  return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : otherwise;
}

bool bool_member(const Json& object, const char* key, bool otherwise) {
  if (!object.is_object()) return otherwise;
  const auto found = object.find(key);
  return found != object.end() && found->is_boolean() ? found->get<bool>() : otherwise;
}

}  // namespace zassay
