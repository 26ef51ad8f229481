#pragma once

#include <rapidcheck.h>

#include <string>
#include <vector>

#include "check/history_text.hpp"

/// Only for tests: good histories of calls of any kind, each with the expectations that it meets.
namespace zassay::test {

/// A story that is told call by call; each call adds what may be expected of it.
class AnyCalls {
 public:
  /// The text of a history of one to six calls.
  std::string text() {
    const auto calls = *rc::gen::inRange(1, 7);
    for (int i = 0; i < calls; ++i) any_call();
    tell("end", {{"outcome", "completed"}, {"reason", ""}, {"line", 1}});
    const Json counts = {{"descriptors", number(3, 9)}, {"threads", number(1, 5)}, {"children", 0}};
    tell("resources", {{"side", "a"}, {"before", counts}, {"after", counts}});
    const Json sockets = {{"in", socket_of("PULL", {"out"})}, {"out", socket_of("PUSH", {"in"})}};
    HistoryText story(header_of(sockets, Json::object(), expect_));
    for (const auto& [kind, members] : events_) story.tell(kind.c_str(), members);
    return story.text();
  }

 private:
  static std::int64_t number(std::int64_t from, std::int64_t to) { return *rc::gen::inRange(from, to); }
  static bool toss() { return *rc::gen::arbitrary<bool>(); }

  void tell(const std::string& kind, Json members) { events_.emplace_back(kind, std::move(members)); }
  void expect(const char* check, Json arguments) {
    expect_.push_back({{"check", check}, {"arguments", std::move(arguments)}});
  }

  std::string invoke(const char* call, Json arguments) {
    const std::string name = "call-" + std::to_string(++operations_);
    tell("invoke", {{"op", operations_},
                    {"call", call},
                    {"socket", "in"},
                    {"name", name},
                    {"side", "a"},
                    {"arguments", std::move(arguments)}});
    return name;
  }

  void complete(const Json& error, Json result = Json::object()) {
    tell("complete", {{"op", operations_}, {"error", error}, {"result", std::move(result)}});
  }

  void any_call() {
    using Call = void (AnyCalls::*)();
    static constexpr Call calls[] = {&AnyCalls::returns,     &AnyCalls::elapsed,   &AnyCalls::polls, &AnyCalls::blocks,
                                     &AnyCalls::interrupted, &AnyCalls::monitored, &AnyCalls::freed, &AnyCalls::grows};
    (this->*calls[number(0, 8)])();
  }

  void returns() {
    const std::string name = invoke("get", {{"option", "RCVHWM"}});
    const std::int64_t value = number(0, 100);
    complete(nullptr, {{"value", value}});
    expect("returns", {{"op", name}, {"value", value}});
    expect("returns", {{"op", name}, {"error", "none"}});
  }

  void elapsed() {
    const std::string name = invoke("recv", {{"flags", Json::array()}});
    const std::int64_t took_ms = number(5, 500);
    const std::int64_t from_ns = number(0, 1'000'000);
    tell("complete", {{"op", operations_},
                      {"error", "EAGAIN"},
                      {"result", Json::object()},
                      {"from", from_ns},
                      {"to", from_ns + took_ms * 1'000'000}});
    expect("elapsed", {{"op", name}, {"at_least", took_ms - number(0, 3)}, {"at_most", took_ms + number(0, 3)}});
    expect("returns", {{"op", name}, {"error", "EAGAIN"}});
  }

  /// A poll, and the non-blocking call by which it is put to the test.
  void polls() {
    const bool is_ready = toss();
    const Json items = Json::array({{{"socket", "in"}, {"events", {"IN"}}}});
    tell("evidence", {{"kind", "settled"}, {"outcome", "came"}, {"facts", Json::object()}});
    const std::string name = invoke("poll", {{"items", items}, {"timeout_ms", 0}});
    const Json told = is_ready ? Json::array({"IN"}) : Json::array();
    complete(nullptr, {{"count", is_ready ? 1 : 0}, {"ready", Json::array({told})}});
    expect("ready", {{"op", name}, {"items", {{"in", told}}}, {"count", is_ready ? 1 : 0}});
    invoke("recv", {{"flags", {"DONTWAIT"}}});
    if (is_ready) {
      tell("received", {{"op", operations_}, {"socket", "in"}, {"frames", {frame_of("literal")}}, {"at", 0}});
    }
    complete(is_ready ? Json() : Json("EAGAIN"));
    expect("truthful_poll", Json::object());
  }

  void blocks() {
    const std::string name = invoke("recv", Json::object());
    tell("began", {{"op", operations_}, {"call", "recv"}, {"at", 0}});
    tell("evidence", {{"kind", "blocked"}, {"outcome", "came"}, {"op", operations_}, {"facts", Json::object()}});
    complete(nullptr);
    expect("blocks", {{"op", name}});
  }

  void interrupted() {
    const std::string name = invoke("recv", Json::object());
    tell("began", {{"op", operations_}, {"call", "recv"}, {"at", 0}});
    tell("evidence", {{"kind", "asleep"}, {"outcome", "came"}, {"op", operations_}, {"facts", Json::object()}});
    tell("signal", {{"op", operations_}, {"number", "SIGUSR1"}, {"thread", 5}});
    tell("handled", {{"side", "a"}, {"number", "SIGUSR1"}, {"thread", 5}, {"at", 0}});
    complete("EINTR");
    expect("interrupted", {{"op", name}, {"times", 1}});
  }

  void monitored() {
    const std::string other = toss() ? "LISTENING" : "ACCEPTED";
    invoke("monitor", Json::object());
    complete(nullptr);
    for (const std::string& event : {other, std::string("CONNECTED")}) {
      tell("monitor", {{"socket", "in"}, {"name", event}, {"value", 0}, {"endpoint", ""}, {"at", 0}});
    }
    tell("evidence", {{"kind", "settled"}, {"outcome", "came"}, {"facts", Json::object()}});
    expect("monitored", {{"socket", "in"}, {"events", {other, "CONNECTED"}}});
    expect("monitored", {{"socket", "in"}, {"never", {"DISCONNECTED"}}});
  }

  void grows() {
    const std::int64_t before_bytes = number(1, 1 << 30);
    const std::int64_t more_bytes = number(-1000, 1 << 20);
    const std::string from = invoke("memory", Json::object());
    complete(nullptr, {{"resident_bytes", before_bytes}});
    const std::string to = invoke("memory", Json::object());
    complete(nullptr, {{"resident_bytes", std::max<std::int64_t>(0, before_bytes + more_bytes)}});
    expect("grows", {{"from", from}, {"to", to}, {"at_most", 1 << 20}});
  }

  void freed() {
    const std::string message = "message-" + std::to_string(operations_);
    invoke("message.init_data", {{"message", message}, {"size", 9}});
    complete(nullptr);
    const std::int64_t times = number(1, 4);
    for (std::int64_t i = 0; i < times; ++i) tell("free", {{"message", message}, {"at", 0}});
    expect("freed", {{"message", message}, {"times", times}});
  }

  std::vector<std::pair<std::string, Json>> events_;
  Json expect_ = Json::array();
  std::uint64_t operations_ = 0;
};

}  // namespace zassay::test
