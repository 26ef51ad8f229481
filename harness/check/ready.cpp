#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "check/checks.hpp"
#include "check/poll_result.hpp"
#include "check/rounds.hpp"

namespace zassay {
namespace {

std::string describe(const std::set<std::string>& events) {
  std::string text;
  for (const std::string& event : events) text += (text.empty() ? "" : ", ") + event;
  return "[" + text + "]";
}

std::set<std::string> texts(const Json& list) {
  std::set<std::string> values;
  for (const Json& item : list) {
    if (item.is_string()) values.insert(item.get<std::string>());
  }
  return values;
}

}  // namespace

std::vector<PollItem> poll_items(const RecordedOperation& operation) {
  std::vector<PollItem> items;
  const Json empty = Json::array();
  const auto list = [&](const Json& object, const char* key) -> const Json& {
    const auto found = object.find(key);
    return found != object.end() && found->is_array() ? *found : empty;
  };
  const Json& asked = list(operation.arguments, "items");
  const Json& told = operation.reply ? list(operation.reply->result, "ready") : empty;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (!asked[i].is_object()) continue;
    PollItem item;
    item.by_descriptor = asked[i].contains("descriptor_of");
    item.name = string_member(asked[i], "socket", string_member(asked[i], "pipe"));
    if (item.by_descriptor) item.name = string_member(asked[i], "descriptor_of");
    item.asked = texts(list(asked[i], "events"));
    if (i < told.size() && told[i].is_array()) item.told = texts(told[i]);
    items.push_back(std::move(item));
  }
  return items;
}

namespace {

Finding judge_operation(const History& /*history*/, const RecordedExpectation& expectation,
                        const RecordedOperation* operation) {
  const std::string name = word_argument(expectation, "op");
  Finding finding = begin_finding(expectation, "operation " + name);
  if (operation == nullptr || operation->call != "poll") {
    return conclude(std::move(finding), Outcome::not_exercised, fmt::format("{} never polled", name));
  }
  if (!operation->reply || was_refused(*operation)) {
    return conclude(std::move(finding), Outcome::inconclusive, fmt::format("{} has no result", name),
                    {operation->event});
  }
  const std::vector<std::size_t> events{operation->event, operation->reply->event};
  if (!operation->reply->error.empty()) {
    return conclude(std::move(finding), Outcome::fail,
                    fmt::format("{} ended with {} instead of a set of events", name, operation->reply->error), events);
  }
  const std::vector<PollItem> items = poll_items(*operation);
  const Json expected = expectation.arguments.value("items", Json::object());
  for (const auto& [subject, list] : expected.items()) {
    const std::string& key = subject;
    const auto item =
        std::find_if(items.begin(), items.end(), [&key](const PollItem& candidate) { return candidate.name == key; });
    if (item == items.end()) {
      return conclude(std::move(finding), Outcome::inconclusive, fmt::format("{} did not poll {}", name, subject),
                      events);
    }
    if (item->told == texts(list)) continue;
    return conclude(
        std::move(finding), Outcome::fail,
        fmt::format("{} reported {} for {} instead of {}", name, describe(item->told), subject, describe(texts(list))),
        events);
  }
  const auto count = integer_argument(expectation, "count");
  const std::int64_t returned = integer_member(operation->reply->result, "count", -1);
  if (count && returned != static_cast<std::int64_t>(*count)) {
    return conclude(std::move(finding), Outcome::fail,
                    fmt::format("{} returned {} instead of {}", name, returned, *count), events);
  }
  return conclude(std::move(finding), Outcome::pass, fmt::format("{} reported what is ready", name), events);
}

}  // namespace

Finding check_ready(const History& history, const RecordedExpectation& expectation) {
  return judge_rounds(history, expectation, judge_operation);
}

}  // namespace zassay
