// What the kernel shows of an adapter's threads and sockets, and when that is "settled".
#include "run/observe.hpp"

#include <csignal>

#include "run/test_cell.hpp"

namespace zassay {
namespace {

using namespace test_cell;

/// A cell whose toy does `on_get` (one Python statement a line) when it is asked, answers, and does nothing more.
class Look {
 public:
  explicit Look(const std::string& on_get, const std::string& transport = "inproc")
      : story_(spec_of(transport),
               "import signal, socket, threading, time\nkept = []\n"
               "def get(adapter, actor, socket, option): return doing()\n"
               "def doing():\n" +
                   on_get + "  return {'value': 0}\nAdapter.get = get\n") {
    story_.tell(0, 2);
  }

  Session& session() { return story_.session(); }
  pid_t process() { return session().side("a").process().process(); }
  /// Looks until something other than the threads' running is seen: a thread needs a moment to come to its place.
  Observation seen(pid_t timed_thread = 0) {
    while (true) {
      Observation look = observe(session(), timed_thread);
      const bool running = look.reason.ends_with(" is running") || look.reason.ends_with("between two looks");
      if (!running) return look;
    }
  }

 private:
  static Case spec_of(const std::string& transport) {
    Case spec = pipeline({"push.get: sndhwm"});
    spec.transport = transport;
    return spec;
  }
  Story story_;
};

/// Python: a thread that sleeps there.
std::string thread_in(const std::string& call) {
  return "  threading.Thread(target=lambda: " + call + ", daemon=True).start()\n";
}

TEST(ObserveTest, SleepWithoutALimitIsSettledAndSleepWithOneIsNot) {
  EXPECT_TRUE(Look("").seen().settled);
  EXPECT_TRUE(
      Look("  kept.append(threading.Lock()); kept[0].acquire()\n" + thread_in("kept[0].acquire()")).seen().settled);
  EXPECT_TRUE(Look(thread_in("select.poll().poll()")).seen().settled);
  for (const char* call : {"threading.Event().wait(600)", "select.poll().poll(600_000)",
                           "select.select([], [], [], 600)", "signal.sigtimedwait([signal.SIGUSR2], 600)"}) {
    const Observation look = Look(thread_in(call)).seen();
    EXPECT_FALSE(look.settled) << call;
    EXPECT_TRUE(look.reason.ends_with(" waits for a timer")) << call << ": " << look.reason;
    EXPECT_TRUE(look.possible);
  }
}

TEST(ObserveTest, AnArmedTimerDescriptorIsATimer) {
  const std::string timer =
      "  import ctypes, struct\n"
      "  libc = ctypes.CDLL(None)\n"
      "  kept.append(libc.timerfd_create(time.CLOCK_MONOTONIC, 0))\n";
  EXPECT_TRUE(Look(timer).seen().settled);
  const Observation armed =
      Look(timer + "  libc.timerfd_settime(kept[0], 0, struct.pack('4l', 0, 0, 600, 0), None)\n").seen();
  EXPECT_FALSE(armed.settled);
  EXPECT_EQ(armed.reason, "a timer of side a is set");
}

TEST(ObserveTest, OneThreadMayHaveALimit) {
  Look look(
      "  kept.append(threading.Thread(target=lambda: select.poll().poll(600_000), daemon=True))\n"
      "  kept[0].start()\n");
  EXPECT_FALSE(look.seen().settled);
  const pid_t timed = ThreadStates().read(look.process()).value().back().thread;
  // The other thread may still wait for the interpreter, which it does with a limit; it comes to rest without one.
  while (!look.seen(timed).settled) {
  }
  EXPECT_FALSE(look.seen(look.process()).settled) << "only the one that is looked at";
}

TEST(ObserveTest, WhoIsStoppedDoesNotSleep) {
  Look look("");
  ASSERT_TRUE(look.seen().settled);
  ASSERT_EQ(::kill(look.process(), SIGSTOP), 0);
  while (read_thread_state(look.process(), look.process())->state != 'T') {
  }
  EXPECT_FALSE(observe(look.session()).settled);
  ASSERT_EQ(::kill(look.process(), SIGCONT), 0);
  EXPECT_TRUE(look.seen().settled);
}

const std::string unaccepted =
    "  kept.append(socket.create_server(('127.0.0.1', 0)))\n"
    "  kept.append(socket.create_connection(kept[0].getsockname()))\n";

TEST(ObserveTest, SocketsCountWhereTheTransportHasThem) {
  Look tcp(unaccepted, "tcp");
  const Observation seen = tcp.seen();
  EXPECT_FALSE(seen.settled);
  EXPECT_TRUE(seen.reason.starts_with("a connection waits to be accepted in socket ")) << seen.reason;
  EXPECT_TRUE(Look(unaccepted + "  kept.append(kept[0].accept())\n", "tcp").seen().settled);
  EXPECT_TRUE(Look(unaccepted, "inproc").seen().settled);
}

TEST(ObserveTest, WithoutThreadStateNothingIsProven) {
  Story story(pipeline({"push.get: sndhwm"}), "CAPABILITIES['thread_state'] = False");
  story.tell(0, 1);
  const Observation seen = observe_until_settled(story.session());
  EXPECT_FALSE(seen.settled);
  EXPECT_FALSE(seen.possible);
  EXPECT_EQ(seen.reason, "the adapter of side a does not map calls to kernel threads");
}

TEST(ObserveTest, WhatWasSaidIsHeardBeforeItIsSettled) {
  Story story(pipeline({"start: {push.get: sndhwm}\n    as: asked"}, {"returns: {op: asked, error: none}"}),
              "Adapter.get = lambda adapter, actor, socket, option: {'value': 0}\n");
  story.tell(0, 2);
  EXPECT_TRUE(observe_until_settled(story.session()).settled);
  EXPECT_TRUE(story.session().latest("asked")->done);
}

TEST(ObserveTest, AsleepInItsCallIsOnlyWhoHasBegunItAndPolls) {
  const std::vector<std::string> steps{"start: {pull.recv: {count: 1}}\n    as: waiting"};
  Story polling(pipeline(steps, {"blocks: waiting"}));
  polling.tell(0, 2);
  EXPECT_TRUE(observe_until_settled(polling.session()).settled);
  Operation& operation = *polling.session().latest("waiting");
  EXPECT_EQ(thread_of(polling.session(), operation), polling.session().side("a").process().process());
  EXPECT_TRUE(asleep_in_call(polling.session(), operation));
  operation.in_call.clear();
  EXPECT_FALSE(asleep_in_call(polling.session(), operation));
  Story reading(pipeline(steps, {"blocks: waiting"}), "def rest(): pass\n");
  reading.tell(0, 2);
  EXPECT_TRUE(observe_until_settled(reading.session()).settled);
  EXPECT_FALSE(asleep_in_call(reading.session(), *reading.session().latest("waiting")));
}

}  // namespace
}  // namespace zassay
