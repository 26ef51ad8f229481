// Every piece of evidence comes, is contradicted, or stays unknown when the time is over; only the second one fails.
#include "run/test_cell.hpp"

namespace zassay {
namespace {

using namespace test_cell;

const std::string waiting = "start: {pull.recv: {count: 1}}\n    as: waiting";

/// Python: what waits does so with a limit of ten minutes, as a library that keeps a timer.
const std::string with_a_timer =
    "def rest():\n"
    "  waiting = select.poll(); waiting.register(0, select.POLLIN); waiting.poll(600_000)\n";
/// Python: what waits sleeps in read(2), which is no poll-like call.
const std::string in_a_read = "def rest(): pass\n";

/// The pipeline with these steps; `waiting` is named by an expectation, for steps that do not name it.
Case story_of(const std::vector<std::string>& steps) {
  const bool waits = std::find(steps.begin(), steps.end(), waiting) != steps.end();
  return pipeline(steps, {waits ? "blocks: waiting" : "at_most_once"});
}

/// "OUTCOME: REASON" of the last step, all others having gone well; "" when the story goes on.
std::string last_step(const std::vector<std::string>& steps, const std::string& behaviour = "") {
  const Conclusion end = Story(story_of(steps), behaviour).tell_to_the_end();
  return end.outcome == "completed" ? "" : end.outcome + ": " + end.reason;
}

/// The same when the cell's time is over before it.
std::string too_late(const std::vector<std::string>& steps, const std::string& behaviour = "") {
  const Conclusion end = Story(story_of(steps), behaviour).last_step_too_late();
  return end.outcome + ": " + end.reason;
}

TEST(UntilTest, AsleepAndBlockedCome) {
  EXPECT_EQ(last_step({waiting, "until: {asleep: waiting}"}), "");
  EXPECT_EQ(last_step({waiting, "until: {asleep: waiting, in: recv}"}), "");
  EXPECT_EQ(last_step({waiting, "until: {blocked: waiting, in: recv}"}), "");
  EXPECT_EQ(last_step({waiting, "until: {asleep: waiting}"}, with_a_timer), "") << "asleep, but not for good";
}

TEST(UntilTest, AsleepAndBlockedAreContradictedByAReturn) {
  for (const char* kind : {"asleep", "blocked"}) {
    EXPECT_EQ(last_step({"push.send: {stream: s}", waiting, std::string("until: {") + kind + ": waiting}"}),
              std::string("contradicted: until ") + kind + ": waiting has returned already, with success");
  }
}

TEST(UntilTest, AsleepAndBlockedStayUnknown) {
  EXPECT_EQ(too_late({waiting, "until: {asleep: waiting, in: send}"}), "unknown: until asleep: waiting is in recv");
  const std::string timer = too_late({waiting, "until: {blocked: waiting}"}, with_a_timer);
  EXPECT_TRUE(timer.starts_with("unknown: until blocked: thread ") && timer.ends_with(" waits for a timer")) << timer;
  EXPECT_EQ(too_late({waiting, "until: {asleep: waiting}"}, in_a_read),
            "unknown: until asleep: waiting is not seen asleep");
  EXPECT_EQ(too_late({waiting, "until: {blocked: waiting}"}, in_a_read),
            "unknown: until blocked: waiting is not asleep in a poll-like call");
  EXPECT_EQ(too_late({waiting, "until: {blocked: waiting}"}, "CAPABILITIES['thread_state'] = False"),
            "unknown: until blocked: the adapter of side a does not map calls to kernel threads");
}

TEST(UntilTest, AReturnComesOnlyAsItIsDue) {
  const std::vector<std::string> sent{"push.send: {stream: s}", waiting};
  const auto then = [&sent](const std::string& step) { return std::vector<std::string>{sent[0], sent[1], step}; };
  EXPECT_EQ(last_step(then("until: {returned: waiting}")), "");
  EXPECT_EQ(last_step(then("until: {returned: waiting, error: EINTR}")),
            "contradicted: until returned: waiting returned success where EINTR is due");
  EXPECT_EQ(last_step({waiting, "until: {returned: waiting}"}),
            "contradicted: until returned: waiting sleeps on in recv with everything settled and no timer running");
  const std::string timer = too_late({waiting, "until: {returned: waiting}"}, with_a_timer);
  EXPECT_TRUE(timer.starts_with("unknown: until returned: thread ") && timer.ends_with(" waits for a timer")) << timer;
}

TEST(UntilTest, SettledComesWhenAllSleepAndNotBesideATimer) {
  EXPECT_EQ(last_step({"until: {settled: true}"}), "");
  const std::string timer = too_late({waiting, "until: {settled: true}"}, with_a_timer);
  EXPECT_TRUE(timer.starts_with("unknown: until settled: thread ") && timer.ends_with(" waits for a timer")) << timer;
  const std::string spinning =
      "import threading\n"
      "def spin():\n"
      "  while True: pass\n"
      "threading.Thread(target=spin, daemon=True).start()\n";
  const std::string ran = too_late({"until: {settled: true}"}, spinning);
  EXPECT_TRUE(ran.starts_with("unknown: until settled: ")) << ran;
}

/// Python: the answer to every `get` is followed by these events.
std::string telling(const std::string& events) {
  return "def get(adapter, actor, socket, option, get=Adapter.get):\n  for event in [" + events +
         "]: write({'at': 1, **event})\n  return {'value': 0}\n"
         "Adapter.get = get\nAdapter.monitor = lambda adapter, actor, socket: {}\n";
}

TEST(UntilTest, EventsAreCounted) {
  const std::string told = "{'event': 'monitor', 'socket': 'push', 'name': 'CONNECTED', 'value': 0, 'endpoint': ''}";
  const std::string until = "until: {event: {socket: push, name: CONNECTED, count: 2}}";
  EXPECT_EQ(last_step({"push.get: sndhwm", "push.get: sndhwm", until}, telling(told)), "");
  EXPECT_EQ(last_step({"push.get: sndhwm", until}, telling(told)),
            "contradicted: until event: push was told CONNECTED 1 of 2 times, everything is settled and no timer runs");
  EXPECT_EQ(last_step({"push.get: sndhwm", until}, telling(told + ", " + told)), "");
  EXPECT_EQ(too_late({waiting, "push.get: sndhwm", until}, telling(told) + with_a_timer),
            "unknown: until event: push was told CONNECTED 1 of 2 times");
}

TEST(UntilTest, BuffersThatAreNotFreedContradict) {
  const std::string text =
      "title: A buffer is released\nclauses: [API-SEND-02]\nsockets:\n  push: {type: PUSH}\n"
      "messages: {m: {actor: push}}\nsteps:\n  - open: push\n  - push.get: sndhwm\n"
      "  - until: {freed: m, times: 2}\nexpect:\n  - at_most_once\n";
  const Case spec = cells_of_text(text).front();
  const std::string once = "{'event': 'free', 'message': 'm'}";
  EXPECT_EQ(Story(spec, telling(once + ", " + once)).tell_to_the_end().outcome, "completed");
  const Conclusion end = Story(spec, telling(once + ", {'event': 'free', 'message': 'other'}")).tell_to_the_end();
  EXPECT_EQ(end.outcome, "contradicted");
  EXPECT_EQ(end.reason, "until freed: the buffer of m was released 1 times, everything is settled and no timer runs");
}

TEST(UntilTest, AContradictionFailsTheCellAndTheUnknownDoesNot) {
  Bench bench;
  const Played played = bench.play(pipeline({waiting, "until: {returned: waiting}"}));
  EXPECT_EQ(played.verdict(), "fail until");
  EXPECT_EQ(played.result.judgement.line, 10);
}

}  // namespace
}  // namespace zassay
