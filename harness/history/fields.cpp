#include "history/fields.hpp"

#include <fmt/format.h>

#include <limits>

namespace zassay {
namespace {

const Json& empty_object() {
  static const Json value = Json::object();
  return value;
}

const Json& empty_list() {
  static const Json value = Json::array();
  return value;
}

}  // namespace

void Fields::complain(std::string sentence) {
  if (!problem_) problem_ = std::move(sentence);
}

bool Fields::has(const char* key) const {
  const auto found = object_.find(key);
  return found != object_.end() && !found->is_null();
}

const Json* Fields::find(const char* key, const char* kind, bool required) {
  const auto found = object_.find(key);
  if (found != object_.end() && !found->is_null()) return &*found;
  if (required) complain(fmt::format("the member \"{}\" ({}) is missing", key, kind));
  return nullptr;
}

std::string Fields::text(const char* key) {
  const Json* value = find(key, "a text", true);
  if (value == nullptr) return {};
  if (!value->is_string()) {
    complain(fmt::format("\"{}\" is not a text", key));
    return {};
  }
  return value->get<std::string>();
}

std::string Fields::text_or(const char* key, std::string otherwise) {
  return has(key) ? text(key) : std::move(otherwise);
}

std::int64_t Fields::integer(const char* key) {
  const Json* value = find(key, "a whole number", true);
  if (value == nullptr) return 0;
  const bool too_big =
      value->is_number_unsigned() && value->get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max();
  if (!value->is_number_integer() || too_big) {
    complain(fmt::format("\"{}\" is not a whole number below 2^63", key));
    return 0;
  }
  return value->get<std::int64_t>();
}

std::int64_t Fields::integer_or(const char* key, std::int64_t otherwise) { return has(key) ? integer(key) : otherwise; }

std::uint64_t Fields::natural(const char* key, std::uint64_t at_most) {
  const Json* value = find(key, "a whole number", true);
  if (value == nullptr) return 0;
  if (!is_count(*value)) {
    complain(fmt::format("\"{}\" is not a whole number from 0", key));
    return 0;
  }
  const auto number = value->get<std::uint64_t>();
  if (number <= at_most) return number;
  complain(fmt::format("\"{}\" is {}, above {}", key, number, at_most));
  return 0;
}

std::uint64_t Fields::natural_or(const char* key, std::uint64_t otherwise) {
  return has(key) ? natural(key) : otherwise;
}

RecordedFrames Fields::frames(const char* key) {
  const Json* value = find(key, "a list of frames", true);
  if (value == nullptr) return {};
  auto frames = read_frames(*value);
  if (frames) return std::move(*frames);
  complain(fmt::format("\"{}\": {}", key, frames.error().sentence));
  return {};
}

std::string Fields::bytes(const char* key) {
  const Json* value = find(key, "bytes", true);
  if (value == nullptr) return {};
  auto frame = read_frame(*value);
  if (frame && !frame->is_digest()) return std::move(frame->bytes);
  complain(fmt::format("\"{}\" is not bytes of at most 4 KiB", key));
  return {};
}

const Json& Fields::object(const char* key) {
  const Json* value = find(key, "an object", true);
  if (value != nullptr && value->is_object()) return *value;
  if (value != nullptr) complain(fmt::format("\"{}\" is not an object", key));
  return empty_object();
}

const Json& Fields::object_or_empty(const char* key) { return has(key) ? object(key) : empty_object(); }

const Json& Fields::list_or_empty(const char* key) {
  const Json* value = find(key, "a list", false);
  if (value == nullptr) return empty_list();
  if (value->is_array()) return *value;
  complain(fmt::format("\"{}\" is not a list", key));
  return empty_list();
}

std::vector<std::string> Fields::texts_or_empty(const char* key) {
  std::vector<std::string> texts;
  for (const Json& item : list_or_empty(key)) {
    if (!item.is_string()) {
      complain(fmt::format("\"{}\" has an entry that is not a text", key));
      return {};
    }
    texts.push_back(item.get<std::string>());
  }
  return texts;
}

}  // namespace zassay
