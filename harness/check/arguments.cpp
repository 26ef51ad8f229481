#include "check/arguments.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zassay {
namespace {

template <typename Test>
bool is_list_of(const Json& value, Test test) {
  return value.is_array() && std::all_of(value.begin(), value.end(), test);
}

bool is_text(const Json& value) { return value.is_string(); }

bool fits(const History& history, const Json& value, ArgumentKind kind) {
  const auto is_stream = [&](const Json& item) {
    return item.is_string() && history.stream_index(item.get_ref<const std::string&>()) != no_index;
  };
  const auto is_socket = [&](const Json& item) {
    return item.is_string() && history.socket_index(item.get_ref<const std::string&>()) != no_index;
  };
  switch (kind) {
    case ArgumentKind::stream:
      return is_stream(value);
    case ArgumentKind::streams:
      return is_list_of(value, is_stream);
    case ArgumentKind::socket:
      return is_socket(value);
    case ArgumentKind::sockets:
      return is_list_of(value, is_socket);
    case ArgumentKind::wire:
      return std::find(history.header.wire.begin(), history.header.wire.end(), value) != history.header.wire.end();
    case ArgumentKind::word:
      return value.is_string();
    case ArgumentKind::words:
      return is_list_of(value, is_text);
    case ArgumentKind::integer:
      return is_count(value);
    case ArgumentKind::flag:
      return value.is_boolean();
    case ArgumentKind::value:
      return value.is_number_integer() || read_frame(value).has_value();
    case ArgumentKind::frames:
      return read_frames(value).has_value();
    case ArgumentKind::frame_lists:
      return is_list_of(value, [](const Json& item) { return read_frames(item).has_value(); });
    case ArgumentKind::items:
      return value.is_object() &&
             std::all_of(value.begin(), value.end(), [](const Json& item) { return is_list_of(item, is_text); });
  }
  return false;
}

const char* name_of(ArgumentKind kind) {
  switch (kind) {
    case ArgumentKind::stream:
      return "a stream of this history";
    case ArgumentKind::streams:
      return "a list of streams of this history";
    case ArgumentKind::socket:
      return "a socket of this history";
    case ArgumentKind::sockets:
      return "a list of sockets of this history";
    case ArgumentKind::wire:
      return "a peer or link of this history";
    case ArgumentKind::word:
      return "a text";
    case ArgumentKind::words:
      return "a list of texts";
    case ArgumentKind::integer:
      return "a whole number from 0";
    case ArgumentKind::flag:
      return "true or false";
    case ArgumentKind::value:
      return "a number, a text or bytes";
    case ArgumentKind::frames:
      return "a list of bytes";
    case ArgumentKind::frame_lists:
      return "a list of lists of bytes";
    case ArgumentKind::items:
      return "lists of poll events by name";
  }
  return "something else";
}

const Json* find(const RecordedExpectation& expectation, const char* key) {
  const auto found = expectation.arguments.find(key);
  return found == expectation.arguments.end() ? nullptr : &*found;
}

}  // namespace

std::string find_bad_argument(const History& history, const RecordedExpectation& expectation,
                              const std::vector<ArgumentRule>& rules) {
  for (const auto& item : expectation.arguments.items()) {
    const std::string& key = item.key();
    const Json& value = item.value();
    const auto rule = std::find_if(rules.begin(), rules.end(), [&](const ArgumentRule& one) { return one.key == key; });
    if (rule == rules.end()) return fmt::format("the check {} has no key \"{}\"", expectation.check, key);
    if (!fits(history, value, rule->kind)) {
      return fmt::format("the key \"{}\" of the check {} is not {}", key, expectation.check, name_of(rule->kind));
    }
  }
  for (const ArgumentRule& rule : rules) {
    if (rule.required && !expectation.arguments.contains(rule.key)) {
      return fmt::format("the check {} needs the key \"{}\": {}", expectation.check, rule.key, name_of(rule.kind));
    }
  }
  return {};
}

std::size_t stream_argument(const History& history, const RecordedExpectation& expectation, const char* key) {
  return history.stream_index(word_argument(expectation, key));
}

std::size_t socket_argument(const History& history, const RecordedExpectation& expectation, const char* key) {
  return history.socket_index(word_argument(expectation, key));
}

std::vector<std::size_t> streams_argument(const History& history, const RecordedExpectation& expectation,
                                          const char* key) {
  std::vector<std::size_t> streams;
  for (const std::string& name : words_argument(expectation, key)) streams.push_back(history.stream_index(name));
  return streams;
}

std::vector<std::size_t> sockets_argument(const History& history, const RecordedExpectation& expectation,
                                          const char* key) {
  std::vector<std::size_t> sockets;
  for (const std::string& name : words_argument(expectation, key)) sockets.push_back(history.socket_index(name));
  return sockets;
}

std::string word_argument(const RecordedExpectation& expectation, const char* key) {
  return string_member(expectation.arguments, key);
}

std::vector<std::string> words_argument(const RecordedExpectation& expectation, const char* key) {
  std::vector<std::string> words;
  const Json* value = find(expectation, key);
  if (value == nullptr || !value->is_array()) return words;
  for (const Json& item : *value) {
    if (item.is_string()) words.push_back(item.get<std::string>());
  }
  return words;
}

std::optional<std::uint64_t> integer_argument(const RecordedExpectation& expectation, const char* key) {
  const Json* value = find(expectation, key);
  if (value == nullptr || !value->is_number_integer()) return std::nullopt;
  return value->get<std::uint64_t>();
}

bool flag_argument(const RecordedExpectation& expectation, const char* key) {
  return bool_member(expectation.arguments, key);
}

RecordedFrames frames_argument(const RecordedExpectation& expectation, const char* key) {
  const Json* value = find(expectation, key);
  if (value == nullptr) return {};
  return read_frames(*value).value_or(RecordedFrames{});
}

}  // namespace zassay
