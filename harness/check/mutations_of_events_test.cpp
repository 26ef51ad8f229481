// Changes of signals, releases, monitors, evidence and resources, and who must notice each; and changes of nothing.

#include <algorithm>

#include "check/mutation.hpp"

namespace zassay::test {
namespace {

constexpr const char* broken_connection = "a connection that broke is the cause of losses";

bool always(const Json&, const About&) { return true; }

const RecordedOperation* operation_at(const Subject& subject, const Json& event, About& about) {
  const RecordedOperation* operation =
      subject.history.operation(static_cast<std::uint64_t>(integer_member(event, "op")));
  if (operation == nullptr) return nullptr;
  if (!operation->name.empty()) about.operations.insert(operation->name);
  if (!operation->socket.empty()) about.sockets.insert(operation->socket);
  return operation;
}

Mutation drop_signal() {
  return {"a signal fewer",
          "signal",
          {{"interrupted", always}},
          {},
          [](const Subject& subject, Lines& lines, std::size_t line, unsigned, About& about) {
            if (operation_at(subject, lines[line], about) == nullptr) return false;
            lines.erase(lines.begin() + static_cast<long>(line));
            return true;
          }};
}

Mutation double_signal() {
  return {"a signal more",
          "signal",
          {{"interrupted", always}},
          {},
          [](const Subject& subject, Lines& lines, std::size_t line, unsigned, About& about) {
            if (operation_at(subject, lines[line], about) == nullptr) return false;
            lines.insert(lines.begin() + static_cast<long>(line), Json(lines[line]));
            return true;
          }};
}

Mutation change_releases(const char* name, bool doubled) {
  return {name,
          "free",
          {{"freed", always}},
          {},
          [doubled](const Subject&, Lines& lines, std::size_t line, unsigned, About& about) {
            about.messages.insert(string_member(lines[line], "message"));
            if (doubled) {
              lines.insert(lines.begin() + static_cast<long>(line), Json(lines[line]));
            } else {
              lines.erase(lines.begin() + static_cast<long>(line));
            }
            return true;
          }};
}

bool lists(const Json& arguments, const char* key, const std::string& name) {
  const auto found = arguments.find(key);
  return found != arguments.end() && std::find(found->begin(), found->end(), name) != found->end();
}

Mutation drop_monitor_event() {
  return {
      "a monitor event fewer",
      "monitor",
      {{"monitored", [](const Json& arguments, const About& about) { return lists(arguments, "events", about.told); }}},
      {{"ledger", broken_connection}},
      [](const Subject& subject, Lines& lines, std::size_t line, unsigned, About& about) {
        const std::string socket = string_member(lines[line], "socket");
        about.sockets.insert(socket);
        about.told = string_member(lines[line], "name");
        const auto& all = subject.history.monitor;
        about.certain = std::count_if(all.begin(), all.end(), [&](const MonitorEvent& event) {
                          return event.socket == socket && event.name == about.told;
                        }) == 1;
        lines.erase(lines.begin() + static_cast<long>(line));
        return true;
      }};
}

Mutation rename_monitor_event() {
  return {
      "another monitor event",
      "monitor",
      {{"monitored", [](const Json& arguments, const About& about) { return lists(arguments, "never", about.told); }}},
      {{"ledger", broken_connection}},
      [](const Subject&, Lines& lines, std::size_t line, unsigned choice, About& about) {
        static constexpr const char* names[] = {"DISCONNECTED", "HANDSHAKE_FAILED_PROTOCOL", "CLOSED", "ACCEPT_FAILED",
                                                "CONNECT_RETRIED"};
        about.told = names[choice % 5];
        about.sockets.insert(string_member(lines[line], "socket"));
        lines[line]["name"] = about.told;
        return true;
      }};
}

Mutation leak_resource() {
  return {"a resource more",
          "resources",
          {{"released", always}},
          {},
          [](const Subject&, Lines& lines, std::size_t line, unsigned choice, About&) {
            static constexpr const char* kinds[] = {"descriptors", "threads", "children"};
            const char* kind = kinds[choice % 3];
            lines[line]["after"][kind] = integer_member(lines[line]["before"], kind) + 1;
            return true;
          }};
}

bool is_thing(const Json& line) {
  const std::string what = string_member(line, "what");
  return what == "greeting" || what == "command" || what == "frame";
}

Mutation fault_on_the_wire() {
  return {"a fault on the wire",
          "wire",
          {{"well_formed", always}},
          {},
          [](const Subject&, Lines& lines, std::size_t line, unsigned choice, About&) {
            if (!is_thing(lines[line])) return false;
            static constexpr const char* codes[] = {"filler", "reserved-flags", "no-socket-type"};
            lines[line]["faults"] = {{{"code", codes[choice % 3]}, {"offset", choice}, {"sentence", "it is wrong"}}};
            return true;
          }};
}

Mutation command_in_a_message() {
  return {"a command between the frames of a message",
          "wire",
          {{"well_formed", always}},
          {},
          [](const Subject&, Lines& lines, std::size_t line, unsigned, About&) {
            if (string_member(lines[line], "what") != "command") return false;
            Json frame = lines[line];  // in front of it
            frame["what"] = "frame";
            frame["flags"] = 1;
            frame.erase("name");
            lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(line), std::move(frame));
            return true;
          }};
}

Mutation drop_evidence() {
  return {"evidence is missing",
          "evidence",
          {{"blocks", [](const Json&, const About& about) { return about.told == "blocked"; }},
           {"silent", [](const Json&, const About& about) { return about.told == "starved"; }}},
          {{"interrupted", "a thread that nobody saw asleep"}},
          [](const Subject& subject, Lines& lines, std::size_t line, unsigned, About& about) {
            operation_at(subject, lines[line], about);
            about.told = string_member(lines[line], "kind");
            const std::string socket = string_member(lines[line], "socket");
            if (!socket.empty()) about.sockets.insert(socket);
            for (const RecordedSocket& each : subject.history.header.sockets) about.reach.insert(each.name);
            const auto operation = static_cast<std::uint64_t>(integer_member(lines[line], "op"));
            const auto& all = subject.history.evidence;
            about.certain =
                std::count_if(all.begin(), all.end(), [&](const RecordedEvidence& evidence) {
                  return evidence.kind == about.told && evidence.socket == socket && evidence.operation == operation;
                }) == 1;
            lines.erase(lines.begin() + static_cast<long>(line));
            return true;
          }};
}

/// Two things that happened at the same time at different places: either may be told first.
Mutation swap_independent() {
  return {"two independent events in the other order",
          "",
          {},
          {},
          [](const Subject&, Lines& lines, std::size_t line, unsigned, About&) {
            if (line + 1 >= lines.size()) return false;
            static const std::set<std::string> kinds{"opened",   "subscription", "received", "monitor",
                                                     "accepted", "sent",         "began"};
            Json& first = lines[line];
            Json& second = lines[line + 1];
            const auto is_free = [&](const Json& event) { return kinds.contains(string_member(event, "event")); };
            const bool same_place = string_member(first, "socket") == string_member(second, "socket");
            const bool same_call = first.contains("op") && second.contains("op") && first["op"] == second["op"];
            const bool gives =
                string_member(first, "event") == "accepted" && string_member(second, "event") == "received";
            if (!is_free(first) || !is_free(second) || same_place || same_call || gives) return false;
            std::swap(first, second);
            std::swap(first["t"], second["t"]);
            return true;
          },
          true};
}

Mutation add_step() {
  return {"a step more",
          "",
          {},
          {},
          [](const Subject&, Lines& lines, std::size_t line, unsigned, About&) {
            Json step{{"event", "step"}, {"line", 1}, {"text", "open"}, {"t", lines[line]["t"]}};
            lines.insert(lines.begin() + static_cast<long>(line), std::move(step));
            return true;
          },
          true};
}

Mutation add_member() {
  return {"a member that nobody knows",
          "",
          {},
          {},
          [](const Subject&, Lines& lines, std::size_t line, unsigned, About&) {
            lines[line]["weather"] = "fine";
            return true;
          },
          true};
}

Mutation shift_times() {
  return {"all times later",
          "",
          {},
          {},
          [](const Subject&, Lines& lines, std::size_t line, unsigned, About&) {
            if (line != 1) return false;
            for (std::size_t i = 1; i < lines.size(); ++i) {
              for (const char* key : {"t", "at", "from", "to"}) {
                const auto time = lines[i].find(key);
                if (time != lines[i].end() && time->is_number_integer()) *time = time->get<std::int64_t>() + 1'000'000;
              }
            }
            return true;
          },
          true};
}

}  // namespace

const std::vector<Mutation>& mutations_of_events() {
  static const std::vector<Mutation> all = {
      drop_signal(),
      double_signal(),
      change_releases("a release fewer", false),
      change_releases("a release more", true),
      drop_monitor_event(),
      rename_monitor_event(),
      leak_resource(),
      fault_on_the_wire(),
      command_in_a_message(),
      drop_evidence(),
  };
  return all;
}

const std::vector<Mutation>& harmless_mutations() {
  static const std::vector<Mutation> all = {swap_independent(), add_step(), add_member(), shift_times()};
  return all;
}

}  // namespace zassay::test
