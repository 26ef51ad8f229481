// Changes of what calls returned, of signals, releases, monitors, evidence and resources, and who must notice each.

#include <algorithm>

#include "check/mutation.hpp"

namespace zassay::test {
namespace {

bool always(const Json&, const About&) { return true; }

const RecordedOperation* operation_at(const Subject& subject, const Json& event, About& about) {
  const RecordedOperation* operation =
      subject.history.operation(static_cast<std::uint64_t>(integer_member(event, "op")));
  if (operation == nullptr) return nullptr;
  if (!operation->name.empty()) about.operations.insert(operation->name);
  if (!operation->socket.empty()) about.sockets.insert(operation->socket);
  return operation;
}

std::string error_of(const Json& event) {
  return event["error"].is_string() ? event["error"].get<std::string>() : std::string();
}

const char* other_error(const std::string& now, unsigned choice) {
  static constexpr const char* errors[] = {"EAGAIN", "EINTR", "EFSM", "EINVAL", ""};
  const char* picked = errors[choice % 5];
  return now == picked ? "ENOTSUP" : picked;
}

/// A reply with another error. What an operation moved stays as it is: the error alone is wrong.
Mutation change_error() {
  return {"another errno",
          "complete",
          {{"returns", [](const Json& due, const About&) { return string_member(due, "error") != "any"; }},
           {"blocks", always},
           {"interrupted", [](const Json&, const About& about) { return about.part == "signalled"; }},
           {"ready", always}},
          {{"truthful_poll", "what came after a poll must be what it reported"},
           {"freed", "a message that could not be made is not released"},
           {"received", "a message object that could not be sent does not come"}},
          [](const Subject& subject, Lines& lines, std::size_t line, unsigned choice, About& about) {
            const RecordedOperation* operation = operation_at(subject, lines[line], about);
            if (operation == nullptr || !operation->reply) return false;
            const std::string now = error_of(lines[line]);
            const std::string error = other_error(now, choice);
            if (now == "unsupported" || now == "bad_request") return false;
            if (operation->call == "message.init_data") about.messages.insert(operation->message);
            // A relay tells of each call by itself, its reply only of the last.
            const bool tells = operation->returned.empty() && (now == "EINTR" || error == "EINTR");
            about.part = tells ? "signalled" : "";
            lines[line]["error"] = error.empty() ? Json() : Json(error);
            return true;
          }};
}

/// A call inside a relay with another error.
Mutation change_inner_error() {
  return {"another errno inside a relay",
          "returned",
          {{"interrupted", always}},
          {},
          [](const Subject& subject, Lines& lines, std::size_t line, unsigned choice, About& about) {
            if (operation_at(subject, lines[line], about) == nullptr) return false;
            const bool is_interruption = error_of(lines[line]) == "EINTR";
            const char* others[] = {"EAGAIN", "ETERM", ""};
            const std::string error = is_interruption ? others[choice % 3] : "EINTR";
            lines[line]["error"] = error.empty() ? Json() : Json(error);
            return true;
          }};
}

Mutation change_value() {
  return {"another value",
          "complete",
          {{"returns", [](const Json& arguments, const About& about) { return arguments.contains(about.part); }}},
          {},
          [](const Subject& subject, Lines& lines, std::size_t line, unsigned choice, About& about) {
            const RecordedOperation* operation = operation_at(subject, lines[line], about);
            if (operation == nullptr || !lines[line].contains("result")) return false;
            Json& result = lines[line]["result"];
            const char* key = result.contains("value") ? "value" : "size";
            if (operation->call == "poll" || !result.contains(key)) return false;
            about.part = key;
            // A call with one of both stands for the other.
            if (result[key].is_number_integer()) {
              about.certain = true;
              result[key] = result[key].get<std::int64_t>() + (choice % 2 == 0 ? 1 : -1);
            } else {
              result[key] = Json{{"b64", choice % 2 == 0 ? "" : "b3RoZXI="}};
              if (operation->reply->result[key] == result[key]) return false;
            }
            return true;
          }};
}

Mutation change_memory() {
  return {
      "another amount of memory",
      "complete",
      {{"grows", [](const Json& arguments, const About& about) { return arguments.value("to", "") == about.part; }}},
      {},
      [](const Subject& subject, Lines& lines, std::size_t line, unsigned, About& about) {
        const RecordedOperation* operation = operation_at(subject, lines[line], about);
        if (operation == nullptr || operation->call != "memory") return false;
        Json& bytes = lines[line]["result"]["resident_bytes"];
        if (!bytes.is_number_integer()) return false;
        about.part = operation->name;
        bytes = bytes.get<std::int64_t>() + (std::int64_t{1} << 40);
        return true;
      }};
}

Mutation change_poll() {
  return {"another set of events",
          "complete",
          {{"ready",
            [](const Json& arguments, const About& about) {
              return arguments.contains("items") && arguments["items"].contains(about.told);
            }}},
          {{"truthful_poll", "the call that follows is not what was reported"}},
          [](const Subject& subject, Lines& lines, std::size_t line, unsigned choice, About& about) {
            const RecordedOperation* operation = operation_at(subject, lines[line], about);
            if (operation == nullptr || operation->call != "poll" || !operation->reply) return false;
            const Json items = operation->arguments.value("items", Json::array());
            Json& ready = lines[line]["result"]["ready"];
            if (!ready.is_array() || ready.empty() || ready.size() != items.size()) return false;
            const std::size_t index = choice % ready.size();
            about.told = string_member(items[index], "socket", string_member(items[index], "pipe"));
            about.sockets.insert(about.told);
            const char* event = choice / ready.size() % 2 == 0 ? "IN" : "OUT";
            const auto place = std::find(ready[index].begin(), ready[index].end(), event);
            if (place == ready[index].end()) {
              ready[index].push_back(event);
            } else {
              ready[index].erase(place);
            }
            return true;
          }};
}

/// Of the runner's own polls, and of those that asked for it: what was said is contradicted by the call that follows.
Mutation deny_what_poll_told() {
  return {"a poll is contradicted",
          "complete",
          {{"truthful_poll", always}},
          {{"ready", "the events are others"}},
          [](const Subject& subject, Lines& lines, std::size_t line, unsigned choice, About& about) {
            const RecordedOperation* poll = operation_at(subject, lines[line], about);
            if (poll == nullptr || poll->call != "poll" || poll->name.empty() || !poll->reply) return false;
            const Json items = poll->arguments.value("items", Json::array());
            Json& ready = lines[line]["result"]["ready"];
            if (!ready.is_array() || ready.size() != items.size() || ready.empty()) return false;
            const std::size_t index = choice % ready.size();
            const std::string socket = string_member(items[index], "socket");
            for (const RecordedOperation& next : subject.history.operations) {
              if (next.event <= poll->event || next.socket != socket) continue;
              const bool receives = next.call == "recv" && next.has_flag("DONTWAIT") && next.event > poll->reply->event;
              if (!receives || !next.reply) return false;
              if (!next.reply->error.empty() && next.reply->error != "EAGAIN") return false;
              const auto place = std::find(ready[index].begin(), ready[index].end(), "IN");
              const Json& asked = items[index]["events"];
              if (std::find(asked.begin(), asked.end(), "IN") == asked.end()) return false;
              if (place == ready[index].end()) {
                ready[index].push_back("IN");
              } else {
                ready[index].erase(place);
              }
              about.sockets.insert(socket);
              return true;
            }
            return false;
          }};
}

Mutation change_poll_count() {
  return {"another number of items",
          "complete",
          {{"ready", [](const Json& arguments, const About&) { return arguments.contains("count"); }}},
          {},
          [](const Subject& subject, Lines& lines, std::size_t line, unsigned choice, About& about) {
            const RecordedOperation* operation = operation_at(subject, lines[line], about);
            if (operation == nullptr || operation->call != "poll" || !operation->reply) return false;
            if (!lines[line]["result"].contains("count")) return false;
            lines[line]["result"]["count"] =
                integer_member(lines[line]["result"], "count") + (choice % 2 == 0 ? 1 : -1);
            return true;
          }};
}

/// The call took another time than it did.
Mutation change_time() {
  return {"another time",
          "complete",
          {{"elapsed",
            [](const Json& arguments, const About& about) {
              return arguments.contains(about.told) && integer_member(arguments, about.told.c_str()) > 2;
            }}},
          {},
          [](const Subject& subject, Lines& lines, std::size_t line, unsigned choice, About& about) {
            if (operation_at(subject, lines[line], about) == nullptr) return false;
            if (!lines[line].contains("from") || !lines[line].contains("to")) return false;
            const std::int64_t from_ns = integer_member(lines[line], "from");
            const bool is_late = choice % 2 == 0;
            about.told = is_late ? "at_most" : "at_least";
            lines[line]["to"] = from_ns + (is_late ? 86'400'000'000'000 : 1000);
            return true;
          }};
}

/// An operation that never returned.
Mutation drop_reply() {
  return {"no return",
          "complete",
          {{"returns", always},
           {"blocks", always},
           {"ready", always},
           {"elapsed", always},
           {"interrupted", [](const Json&, const About& about) { return about.part == "signalled"; }}},
          {},
          [](const Subject& subject, Lines& lines, std::size_t line, unsigned, About& about) {
            const RecordedOperation* operation = operation_at(subject, lines[line], about);
            if (operation == nullptr) return false;
            if (operation->returned.empty() && error_of(lines[line]) == "EINTR") about.part = "signalled";
            lines.erase(lines.begin() + static_cast<long>(line));
            return true;
          }};
}

}  // namespace

const std::vector<Mutation>& mutations_of_calls() {
  static const std::vector<Mutation> all = {
      change_error(),        change_inner_error(), change_value(), change_memory(), change_poll(),
      deny_what_poll_told(), change_poll_count(),  change_time(),  drop_reply(),
  };
  return all;
}

}  // namespace zassay::test
