#include "adapters/libzmq/arguments.hpp"

#include <fmt/format.h>
#include <zmq.h>

#include <algorithm>
#include <limits>

#include "adapters/libzmq/frames.hpp"

namespace zassay::libzmq {

const Json* Arguments::find(const char* key) {
  read_.emplace(key);
  const auto found = object_.find(key);
  return found != object_.end() ? &*found : nullptr;
}

void Arguments::refuse(std::string_view sentence) {
  if (!problem_) problem_ = bad_request(sentence);
}

void Arguments::refuse_unsupported(std::string_view sentence) {
  if (!problem_) problem_ = unsupported(sentence);
}

void Arguments::adopt(const Reply& problem) {
  if (!problem_) problem_ = problem;
}

const Json* Arguments::any(const char* key) {
  const Json* const value = find(key);
  if (value == nullptr) refuse(fmt::format("the argument {} is missing", key));
  return value;
}

const Json* Arguments::optional(const char* key) { return find(key); }

std::string Arguments::text(const char* key) {
  const Json* const value = any(key);
  if (value == nullptr) return {};
  if (!value->is_string() || value->get_ref<const std::string&>().find('\0') != std::string::npos) {
    refuse(fmt::format("the argument {} must be a string without NUL", key));
    return {};
  }
  return value->get<std::string>();
}

std::optional<std::string> Arguments::optional_text(const char* key) {
  if (find(key) == nullptr) return std::nullopt;
  return text(key);
}

std::string Arguments::choice(const char* key, const std::vector<std::string>& texts) {
  std::string value = optional_text(key).value_or(texts.front());
  if (std::ranges::find(texts, value) != texts.end()) return value;
  refuse(fmt::format("the argument {} must be one of {}, not {}", key, fmt::join(texts, ", "), value));
  return texts.front();
}

std::int64_t Arguments::integer(const char* key, std::int64_t least, std::int64_t most) {
  const Json* const value = any(key);
  if (value == nullptr) return least;
  const bool fits =
      value->is_number_integer() &&
      !(value->is_number_unsigned() && value->get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max());
  const std::int64_t number = fits ? value->get<std::int64_t>() : 0;
  if (fits && number >= least && number <= most) return number;
  refuse(fmt::format("the argument {} must be an integer from {} to {}", key, least, most));
  return least;
}

std::int64_t Arguments::integer(const char* key, std::int64_t least, std::int64_t most, std::int64_t otherwise) {
  return find(key) == nullptr ? otherwise : integer(key, least, most);
}

int Arguments::flags() {
  const Json* const value = find("flags");
  if (value == nullptr) return 0;
  int flags = 0;
  bool valid = value->is_array();
  if (valid) {
    for (const Json& flag : *value) {
      const int number = flag == "DONTWAIT" ? ZMQ_DONTWAIT : flag == "SNDMORE" ? ZMQ_SNDMORE : 0;
      valid = valid && number != 0;
      flags |= number;
    }
  }
  if (!valid) refuse("the argument flags must be an array of DONTWAIT and SNDMORE");
  return valid ? flags : 0;
}

std::string Arguments::frame(const char* key) {
  const Json* const value = any(key);
  if (value == nullptr) return {};
  Result<std::string> bytes = parse_frame(*value);
  if (bytes) return std::move(*bytes);
  refuse(fmt::format("the argument {}: {}", key, bytes.error().sentence));
  return {};
}

std::optional<std::string> Arguments::optional_frame(const char* key) {
  if (find(key) == nullptr) return std::nullopt;
  return frame(key);
}

std::vector<std::string> Arguments::frames(const char* key, bool required) {
  std::vector<std::string> frames;
  const Json* const value = required ? any(key) : find(key);
  if (value == nullptr) return frames;
  if (!value->is_array() || (required && value->empty())) {
    refuse(fmt::format("the argument {} must be an array of frames", key));
    return frames;
  }
  std::size_t total = 0;
  for (const Json& item : *value) {
    Result<std::string> bytes = parse_frame(item);
    total += bytes ? bytes->size() : 0;
    if (!bytes || total > frame_size_limit) {
      refuse(fmt::format("the argument {}: {}", key,
                         bytes ? "its frames are too large together" : bytes.error().sentence));
      return {};
    }
    frames.push_back(std::move(*bytes));
  }
  return frames;
}

std::optional<Reply> Arguments::problem() {
  if (problem_) return problem_;
  for (const auto& member : object_.items()) {
    if (!read_.contains(member.key())) return unsupported("the argument " + member.key() + " is not known here");
  }
  return std::nullopt;
}

}  // namespace zassay::libzmq
