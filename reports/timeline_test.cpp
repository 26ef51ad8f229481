#include "reports/timeline.hpp"

#include <gtest/gtest.h>

#include "base/bytes.hpp"
#include "base/stamp.hpp"
#include "reports/sample_run.hpp"

namespace zassay {
namespace {

/// Writes a history of a PUSH on side a and a PULL on side b, event by event.
class Recorder {
 public:
  Recorder() {
    const auto socket = [](const char* type, const char* side, const char* actor, const char* peer) {
      return Json{{"type", type},
                  {"side", side},
                  {"actor", actor},
                  {"options", Json::object()},
                  {"links", Json::array({peer})},
                  {"subscribe", Json::array()}};
    };
    const Json side = {{"implementation", "libzmq@4.3.4"}, {"capabilities", Json::object()}};
    line({{"history", 1},
          {"run", 9},
          {"case", "hwm/x"},
          {"cell", "hwm/x[transport=tcp]"},
          {"title", "t"},
          {"file", "scenarios/hwm/x.yaml"},
          {"seed", 7},
          {"level", "MUST"},
          {"clauses", Json::array()},
          {"transport", "tcp"},
          {"parameters", Json::object()},
          {"sides", {{"a", side}, {"b", side}}},
          {"sockets", {{"push", socket("PUSH", "a", "push", "pull")}, {"pull", socket("PULL", "b", "pull", "push")}}},
          {"streams", {{"s", 1}}},
          {"expect", Json::array()}});
  }

  void event(const char* kind, Json members) {
    members["event"] = kind;
    members["t"] = now_ns_ += 100'000;
    line(members);
  }
  void opened(const char* socket) { event("opened", {{"socket", socket}}); }
  std::uint64_t invoke(const char* call, const char* socket, const char* name = nullptr) {
    Json members = {{"op", ++operation_}, {"call", call},     {"side", "a"},
                    {"actor", socket},    {"socket", socket}, {"arguments", Json::object()}};
    if (name) members["name"] = name;
    event("invoke", members);
    return operation_;
  }
  void complete(std::uint64_t operation, Json error = nullptr) {
    event("complete", {{"op", operation},
                       {"error", std::move(error)},
                       {"result", Json::object()},
                       {"from", now_ns_},
                       {"to", now_ns_}});
  }
  void send(std::uint64_t first, std::uint64_t count) {
    const auto operation = invoke("send", "push");
    event("accepted", {{"op", operation},
                       {"socket", "push"},
                       {"stream", "s"},
                       {"first", first},
                       {"count", count},
                       {"frames", 1},
                       {"size", 32}});
    complete(operation);
  }
  void receive(std::uint64_t sequence) {
    Stamp stamp;
    stamp.run = 9;
    stamp.stream = 1;
    stamp.sequence = sequence;
    stamp.frame_size = 32;
    const auto operation = invoke("recv", "pull");
    event("received", {{"op", operation},
                       {"socket", "pull"},
                       {"frames", Json::array({frame_of(stamped_frame(stamp, ""))})},
                       {"at", now_ns_}});
    complete(operation);
  }
  void evidence(const char* kind, const char* outcome, const std::string& reason) {
    event("evidence", {{"kind", kind}, {"outcome", outcome}, {"socket", "pull"}, {"reason", reason}});
  }
  void end(const char* outcome, const char* reason) {
    event("end", {{"outcome", outcome}, {"reason", reason}, {"line", 12}});
  }

  std::size_t events() const { return events_ - 1; }
  const std::string& text() const { return text_; }

 private:
  void line(const Json& value) {
    text_ += to_line(value) + "\n";
    ++events_;
  }
  std::string text_;
  std::size_t events_ = 0;
  std::uint64_t operation_ = 0;
  std::int64_t now_ns_ = 0;
};

Judgement lost(std::uint64_t sequence, std::vector<std::size_t> events) {
  Judgement judgement;
  judgement.verdict = Verdict::fail;
  judgement.findings = {
      {"exact", "stream s at pull", Outcome::fail, "MUST", 12, "message 2 was lost", std::move(events)},
      {"fifo", "stream s at pull", Outcome::pass, "MUST", 13, "in order", {}}};
  judgement.ledger = {{"s", "pull", "unexplained", "certain", {sequence}, "a fence"}};
  return judgement;
}

TEST(Timeline, GoldenOfALostMessage) {
  Recorder recorder;
  recorder.opened("pull");
  recorder.opened("push");
  recorder.send(0, 5);
  recorder.receive(0);
  recorder.receive(1);
  recorder.receive(3);
  const std::size_t fence = recorder.events() - 2;
  recorder.receive(4);
  const auto blocked = recorder.invoke("recv", "pull", "last");
  recorder.event("began", {{"op", blocked}, {"call", "recv"}, {"at", 1}});
  recorder.complete(blocked, "EAGAIN");
  recorder.evidence("starved", "came", "");
  recorder.end("completed", "");
  const auto drawing = draw_timeline(recorder.text(), lost(2, {fence}));
  ASSERT_TRUE(drawing) << drawing.error().sentence;
  expect_golden("timeline.txt", *drawing);
}

TEST(Timeline, ShowsAWindowAroundTheViolationAndSaysWhatIsCut) {
  Recorder recorder;
  recorder.opened("pull");
  std::size_t fence = 0;
  for (std::uint64_t i = 0; i < 200; ++i) {
    recorder.send(i, 1);
    if (i == 100) continue;
    recorder.receive(i);
    if (i == 101) fence = recorder.events() - 2;
  }
  recorder.end("completed", "");
  const auto drawing = draw_timeline(recorder.text(), lost(100, {fence}), {100, 12});
  ASSERT_TRUE(drawing) << drawing.error().sentence;
  expect_golden("timeline_window.txt", *drawing);
  EXPECT_NE(drawing->find("✗ s 100 lost on the way to pull: unexplained"), std::string::npos) << *drawing;
  EXPECT_NE(drawing->find("events before are not shown"), std::string::npos) << *drawing;
  EXPECT_NE(drawing->find("events behind are not shown"), std::string::npos) << *drawing;
}

TEST(Timeline, HostileTextStaysInItsLine) {
  Recorder recorder;
  recorder.opened("push");
  recorder.evidence("settled", "unknown", "\x1b[2J\nend: completed");
  recorder.end("unknown", "\xE2\x80\xAE");
  const auto drawing = draw_timeline(recorder.text(), Judgement{});
  ASSERT_TRUE(drawing) << drawing.error().sentence;
  for (const unsigned char c : *drawing) EXPECT_TRUE(c >= 0x20 || c == '\n') << int{c};
  EXPECT_EQ(drawing->find("\nend: completed"), std::string::npos);
}

TEST(Timeline, ATextThatIsNoHistoryIsAnError) { EXPECT_FALSE(draw_timeline("not a history\n", Judgement{})); }

TEST(Timeline, EventsOfAFindingThatAreNotThereDoNoHarm) {
  Recorder recorder;
  recorder.opened("push");
  EXPECT_TRUE(draw_timeline(recorder.text(), lost(77, {100000})));
}

}  // namespace
}  // namespace zassay
