#include <fmt/format.h>

#include "check/checks.hpp"
#include "check/rounds.hpp"

namespace zassay {
namespace {

/// Numbers compare as numbers, and everything else as bytes: a text stands for its UTF-8 bytes.
bool same_value(const Json& one, const Json& other) {
  if (one.is_number_integer() || other.is_number_integer()) return one == other;
  const auto first = read_frame(one);
  const auto second = read_frame(other);
  return first && second && same_bytes(*first, *second);
}

std::string describe_value(const Json& value) {
  if (value.is_number_integer()) return to_line(value);
  const auto frame = read_frame(value);
  return frame ? describe(*frame) : to_line(value);
}

/// The size that a call returned, or that of the bytes it returned.
Json size_of(const Json& result) {
  if (const auto size = result.find("size"); size != result.end()) return *size;
  const auto value = result.find("value");
  if (value == result.end()) return {};
  if (value->is_number_integer()) return *value;
  const auto frame = read_frame(*value);
  return frame ? Json(frame->size) : Json();
}

Finding judge_operation(const History& /*history*/, const RecordedExpectation& expectation,
                        const RecordedOperation* operation) {
  const std::string name = word_argument(expectation, "op");
  Finding finding = begin_finding(expectation, "operation " + name);
  if (operation == nullptr) {
    return conclude(std::move(finding), Outcome::not_exercised, fmt::format("{} was never invoked", name));
  }
  if (!operation->reply) {
    return conclude(std::move(finding), Outcome::inconclusive, fmt::format("{} has not returned", name),
                    {operation->event});
  }
  const RecordedReply& reply = *operation->reply;
  const std::vector<std::size_t> events{operation->event, reply.event};
  if (was_refused(*operation)) {
    return conclude(std::move(finding), Outcome::inconclusive, fmt::format("{} was answered {}", name, reply.error),
                    events);
  }
  const std::string error = word_argument(expectation, "error");
  const bool is_any = error == "any" && !reply.error.empty();
  const std::string expected = error == "none" ? "" : is_any ? reply.error : error;
  if (reply.error != expected) {
    const auto say = [](const std::string& text) { return text.empty() ? std::string("success") : text; };
    return conclude(std::move(finding), Outcome::fail,
                    fmt::format("{} returned {} instead of {}", name, say(reply.error),
                                error == "any" ? "an error" : say(expected)),
                    events);
  }
  for (const char* key : {"value", "size"}) {
    const auto wanted = expectation.arguments.find(key);
    if (wanted == expectation.arguments.end()) continue;
    const bool is_size = std::string_view(key) == "size";
    // A call that returns a size, such as message.send, has that as its value.
    const char* told = reply.result.contains("value") ? "value" : "size";
    const Json got = is_size ? size_of(reply.result) : reply.result.value(told, Json());
    if (same_value(got, *wanted)) continue;
    return conclude(
        std::move(finding), Outcome::fail,
        fmt::format("{} returned the {} {} instead of {}", name, key, describe_value(got), describe_value(*wanted)),
        events);
  }
  const std::string result = expected.empty() ? "success" : expected;
  return conclude(std::move(finding), Outcome::pass, fmt::format("{} returned {}", name, result), events);
}

}  // namespace

Finding check_returns(const History& history, const RecordedExpectation& expectation) {
  return judge_rounds(history, expectation, judge_operation);
}

}  // namespace zassay
