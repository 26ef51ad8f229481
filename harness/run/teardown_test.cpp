// What goes wrong while a cell is closed spoils a story that was complete, and hides nothing of one that was not.
#include "run/test_cell.hpp"

namespace zassay {
namespace {

using namespace test_cell;
using Texts = std::vector<std::string>;

std::string closing(const std::string& reason) { return "while the cell was closed: " + reason; }

class TeardownTest : public ::testing::Test {
 protected:
  Played play(const std::string& behaviour,
              std::vector<std::string> steps = {"push.send: {stream: s}", "pull.recv: {count: 1}"}) {
    return bench_.play(pipeline(steps, {"at_most_once"}), behaviour);
  }
  Bench bench_;
};

const std::string close_fails = "Adapter.close = lambda adapter, actor, socket: {'error': 'EFAULT'}\n";

TEST_F(TeardownTest, ASocketThatCannotBeClosedFails) {
  const Played played = play(close_fails);
  EXPECT_EQ(played.verdict(), "fail step");
  EXPECT_EQ(played.reason(), closing("close on pull returned EFAULT where the case has success"));
  EXPECT_EQ(played.of_event("end", "outcome"), (Texts{"completed", "unexpected"}));
}

TEST_F(TeardownTest, AStoryThatFailedBeforeKeepsItsReason) {
  const Played played = play(close_fails + "Adapter.get = lambda adapter, actor, socket, option: {'error': 'EIO'}\n",
                             {"push.get: sndhwm"});
  EXPECT_EQ(played.verdict(), "fail step");
  EXPECT_EQ(played.reason(), "get on push returned EIO where the case has success");
  EXPECT_EQ(played.of_event("end", "outcome"), Texts{"unexpected"});
}

TEST_F(TeardownTest, ACallThatTheEndOfItsContextDoesNotWakeIsStuck) {
  const std::string deaf = "def shutdown(adapter, context): return {}\nAdapter.context_shutdown = shutdown\n";
  const Played played = play(deaf, {"start: {pull.recv: {count: 1}}\n    as: waiting", "until: {asleep: waiting}"});
  EXPECT_EQ(played.verdict(), "stuck stuck");
  EXPECT_TRUE(played.reason().starts_with(closing("recv on pull must return here"))) << played.reason();
}

TEST_F(TeardownTest, ACallInFlightIsWokenAndItsMessageIsNotLost) {
  const Played played = play("", {"start: {pull.recv: {count: 1}}\n    as: waiting", "until: {blocked: waiting}"});
  EXPECT_EQ(played.verdict(), "not-exercised at_most_once") << played.reason();
  Texts calls = played.of_event("invoke", "call");
  calls.erase(calls.begin(), std::find(calls.begin(), calls.end(), "context.shutdown"));
  EXPECT_EQ(calls, (Texts{"context.shutdown", "close", "close", "context.term", "actor.close", "actor.close"}));
}

TEST_F(TeardownTest, OnlyWhoMayLingerIsToldNotTo) {
  const std::string any = "Adapter.set = lambda adapter, actor, socket, option, value: {}\n";
  const Played played = play(any, {"push.set: {linger: 5}"});
  Texts calls = played.of_event("invoke", "call");
  calls.erase(calls.begin(), std::find(calls.begin(), calls.end(), "set") + 1);  // LINGER 0 of the first to open
  EXPECT_EQ(std::count(calls.begin(), calls.end(), "set"), 3)
      << "that of the other, the story's, and push's at the end";
}

TEST_F(TeardownTest, AContextThatTheStoryEndsIsLeftToItself) {
  const std::string ends_soon =
      "import threading\ndef term(adapter, actor, context):\n  return lambda: (threading.Event().wait(0.05), {})[1]\n"
      "Adapter.context_term = term\n"
      "Adapter.context_shutdown = lambda adapter, context: {'bad_request': 'there is no context'}\n";
  const Played played = bench_.play(
      pipeline({"close: [push, pull]", "start: {term: a}\n    as: ending"}, {"returns: {op: ending, error: none}"}),
      ends_soon);
  // Whether it has returned before the story is over is a matter of time.
  EXPECT_TRUE(played.verdict() == "pass" || played.verdict() == "inconclusive returns") << played.reason();
  const Texts calls = played.of_event("invoke", "call");
  EXPECT_EQ(std::count(calls.begin(), calls.end(), "context.term"), 1);
  EXPECT_EQ(std::count(calls.begin(), calls.end(), "context.shutdown"), 0);
}

TEST_F(TeardownTest, AContextThatDoesNotEndIsStuck) {
  const std::string endless =
      "def term(adapter, actor, context):\n  def term(): return None\n  return term\n"
      "Adapter.context_term = term\n";
  const Played played = play(endless);
  EXPECT_EQ(played.verdict(), "stuck stuck");
  EXPECT_TRUE(played.reason().starts_with(closing("context.term on pull must return here, but it sleeps in term")))
      << played.reason();
}

TEST_F(TeardownTest, ACrashAndALeftProcessHaveTheirNames) {
  const Played crashed = play("def close(adapter, actor, socket): os._exit(7)\nAdapter.close = close\n");
  EXPECT_EQ(crashed.verdict(), "crash crash");
  EXPECT_TRUE(crashed.reason().starts_with(closing("toy@1: the adapter exited with code 7"))) << crashed.reason();
  const std::string leaves =
      "import subprocess\n"
      "def close(adapter, actor, socket, close=Adapter.close):\n"
      "  subprocess.Popen([sys.executable, '-c', 'import signal; signal.pause()'])\n"
      "  return close(adapter, actor, socket)\nAdapter.close = close\n";
  EXPECT_EQ(play(leaves).verdict(), "violation left-process");
}

TEST_F(TeardownTest, WhatIsNotGivenBackIsReportedAtItsLevel) {
  const std::string leaks =
      "def close(adapter, actor, socket, close=Adapter.close):\n  os.dup(0)\n"
      "  return close(adapter, actor, socket)\nAdapter.close = close\n";
  const Played played = play(leaks);
  EXPECT_EQ(played.verdict(), "fail released");
  EXPECT_EQ(played.result.judgement.level, "SHOULD");
  const Played again = play(leaks);
  EXPECT_EQ(again.verdict(), "fail released") << "a process that leaks is not used again";
  EXPECT_EQ(again.reason(), played.reason());
}

TEST(TeardownTimeTest, WhatIsUndecidedWhenTheTimeIsOverStaysSo) {
  // A context whose end keeps a timer running: it cannot be told whether it would ever come.
  const std::string lingering =
      "def term(adapter, actor, context):\n  def term(): return None\n  return term\n"
      "Adapter.context_term = term\n"
      "def rest():\n"
      "  waiting = select.poll(); waiting.register(0, select.POLLIN); waiting.poll(600_000)\n";
  Bench bench;
  const Played played = bench.play(pipeline({"push.send: {stream: s}", "pull.recv: {count: 1}"}), lingering);
  EXPECT_TRUE(played.verdict().starts_with("inconclusive ")) << played.verdict() << ": " << played.reason();
}

}  // namespace
}  // namespace zassay
