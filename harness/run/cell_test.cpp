// Whole cells: how a story ends decides the verdict, and says where and why.
#include "run/test_cell.hpp"

namespace zassay {
namespace {

using namespace test_cell;
using Texts = std::vector<std::string>;

/// `Adapter.METHOD` answers with what `reply` (a Python dictionary) says.
std::string answering(const std::string& method, const std::string& reply) {
  return "def answer(adapter, actor, socket, count=1, frames=None, stream=None, flags=(), digest_above=0, option='',"
         " value=0):\n  return " +
         reply + "\nAdapter." + method + " = answer\n";
}

class CellTest : public ::testing::Test {
 protected:
  Bench bench_;
};

TEST_F(CellTest, ASoundOnePasses) {
  const Played played =
      bench_.play(pipeline({"push.send: {stream: s, count: 3}", "pull.recv: {count: 3}"}, {"exact: s"}));
  EXPECT_EQ(played.verdict(), "pass ") << played.reason();
  EXPECT_EQ(played.result.repeat_command, "zassay run --cell 't/case[transport=inproc]'");
}

TEST_F(CellTest, NothingIsToldBehindAStepThatFailed) {
  const Played played =
      bench_.play(pipeline({"push.send: {stream: s}", "push.get: sndhwm"}),
                  answering("send", "{'error': 'EHOSTUNREACH', 'accepted': 0, 'frames': 0, 'from': 0, 'to': 1}"));
  EXPECT_EQ(played.verdict(), "fail step");
  EXPECT_EQ(played.reason(), "send on push returned EHOSTUNREACH where the case has success");
  EXPECT_EQ(played.result.judgement.line, 8);
  EXPECT_EQ(played.of_event("step", "text"), (Texts{"open", "push.send"}));
}

TEST_F(CellTest, AnErrorThatTheCaseJudgesLetsTheStoryGoOn) {
  const Texts steps{"push.set: {sndhwm: 5}\n    as: refused", "push.send: {stream: s}", "pull.recv: {count: 1}"};
  const std::string refuse =
      "def refuse(adapter, actor, socket, option, value):\n"
      "  return {'error': 'EINVAL'} if value == 5 else {}\nAdapter.set = refuse\n";
  EXPECT_EQ(bench_.play(pipeline(steps, {"exact: s", "returns: {op: refused, error: EINVAL}"}), refuse).verdict(),
            "pass ");
  EXPECT_EQ(bench_.play(pipeline(steps, {"exact: s", "returns: {op: refused, error: none}"}), refuse).verdict(),
            "fail returns");
  EXPECT_EQ(bench_.play(pipeline(steps, {"exact: s", "elapsed: {op: refused, at_most: 60s}"}), refuse).verdict(),
            "fail step")
      << "how long it took says nothing about what it may return";
}

TEST_F(CellTest, WhatCannotBeExpressedIsUnsupportedInTheMidstOfACaseToo) {
  const Played played = bench_.play(pipeline({"push.set: {sndtimeo: 5}", "push.send: {stream: s}"}, {"exact: s"}));
  EXPECT_EQ(played.verdict(), "unsupported unsupported");
  EXPECT_EQ(played.reason(), "set: There is no option SNDTIMEO here.");
  EXPECT_EQ(played.of_event("step", "text").size(), 2U);
}

TEST_F(CellTest, WithoutACapabilityNothingIsAsked) {
  const Played played = bench_.play(pipeline({"poll: {items: {pull: [IN]}}"}), "CAPABILITIES['poll'] = False");
  EXPECT_EQ(played.verdict(), "unsupported unsupported");
  EXPECT_EQ(played.reason(), "toy@1 does not offer poll");
  EXPECT_EQ(played.of_event("invoke", "call"), Texts{});
}

TEST_F(CellTest, ARequestThatIsCalledSenselessIsTheAdaptersFault) {
  const Played played = bench_.play(pipeline({"push.send: {stream: s}"}), answering("send", "{'bad_request': 'No.'}"));
  EXPECT_EQ(played.verdict(), "violation bad-request");
  EXPECT_EQ(played.reason(), "the adapter refused send as a bad request: No.");
}

TEST_F(CellTest, ACrashEndsItsCellWithItsLastWordsAndTheNextCellIsFresh) {
  const Case spec =
      pipeline({"start: {pull.recv: {count: 1}}\n    as: waiting", "push.send: {stream: s}", "join: waiting"});
  const std::string dies =
      "import os, sys\n"
      "def die(adapter, actor, socket, stream=None, flags=()):\n"
      "  print('So long.', file=sys.stderr, flush=True); os._exit(5)\nAdapter.send = die\n";
  for (int round = 0; round < 2; ++round) {
    const Played played = bench_.play(spec, dies);
    EXPECT_EQ(played.verdict(), "crash crash");
    EXPECT_EQ(played.result.standard_error, "So long.\n");
    EXPECT_EQ(played.of_event("exit", "breakage"), Texts{"crash"});
  }
}

TEST_F(CellTest, MoreThanWasAskedForIsJudgedAndNotDropped) {
  const std::string twice =
      "def twice(adapter, actor, socket, count=1, flags=(), digest_above=0, recv=Adapter.recv):\n"
      "  reply = recv(adapter, actor, socket, count, flags, digest_above)\n"
      "  return {**reply, 'messages': reply['messages'] * 2}\nAdapter.recv = twice\n";
  const Played played = bench_.play(pipeline({"push.send: {stream: s}", "pull.recv: {count: 1}"}, {"exact: s"}), twice);
  EXPECT_EQ(played.verdict(), "fail exact") << played.reason();
  // A send cannot have taken more messages than it was given.
  const Played sent = bench_.play(pipeline({"push.send: {stream: s, count: 2}"}, {"count: {accepted: s, equals: 2}"}),
                                  answering("send", "{'accepted': 2000000000, 'frames': 0, 'from': 0, 'to': 1}"));
  EXPECT_EQ(sent.result.judgement.accepted, 2U) << sent.reason();
}

TEST_F(CellTest, ACallThatMustReturnAndIsProvenUnableToIsStuck) {
  const Played joined = bench_.play(pipeline({"start: {pull.recv: {count: 1}}\n    as: waiting", "join: waiting"}));
  EXPECT_EQ(joined.verdict(), "stuck stuck");
  EXPECT_EQ(joined.reason(),
            "recv on pull must return here, but it sleeps in recv, everything is settled and no timer "
            "runs");
  EXPECT_EQ(joined.result.judgement.line, 8);
  const Played drained =
      bench_.play(pipeline({"start: {push.send: {stream: s}}\n    as: last", "pull.recv: {until: {returned: last}}"}),
                  "def send(adapter, actor, socket, stream, flags=()):\n  def send(): return None\n  return send\n"
                  "Adapter.send = send\n");
  EXPECT_EQ(drained.verdict(), "stuck stuck");
  EXPECT_EQ(drained.result.judgement.line, 10);
}

}  // namespace
}  // namespace zassay
