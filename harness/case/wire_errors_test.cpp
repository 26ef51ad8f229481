#include <gtest/gtest.h>

#include "case/test_cases.hpp"

namespace zassay {
namespace {

using namespace test_cases;

/// Line 1 the title, 2 clauses, 3 matrix, 4 sockets:, 5 pull, 6 push, 7 peers:, 8 raw, 9 steps:, 10 … 14 the steps.
const std::string wire_case =
    "title: A sentence\n"
    "clauses: [ZMTP31-GREETING-01]\n"
    "matrix: {transport: [tcp, ipc]}\n"
    "sockets:\n"
    "  pull: {type: PULL, bind: auto}\n"
    "  push: {type: PUSH, side: b, connect: pull, via: way}\n"
    "peers:\n"
    "  raw: {as: PUSH, connect: pull}\n"
    "steps:\n"
    "  - open: [pull, raw, push]\n"
    "  - raw.send: [greeting, {frame: abc}]\n"
    "  - raw.expect: {items: ready, skipping: [greeting]}\n"
    "  - way.cut: {after: READY}\n"
    "  - until: {cut: way}\n"
    "expect:\n"
    "  - fifo\n";

std::string said(const std::string& old, const std::string& put) { return errors_of(changed(wire_case, old, put)); }

TEST(WireErrors, TheCaseItselfHasNone) { EXPECT_EQ(errors_of(wire_case), "no error\n"); }

TEST(WireErrors, NameTheThingThatWasMeant) {
  EXPECT_EQ(said("[greeting, {frame: abc}]", "greting"),
            "case.yaml:11:15: 'greting'; expected one of 'greeting', 'ready', 'initiate', 'frame', 'sealed', 'octets', "
            "'hello', "
            "'welcome', 'error', 'command', 'message', 'subscribe', 'cancel', 'ping' or 'pong'; did you mean "
            "'greeting'?\n");
  EXPECT_EQ(said("{frame: abc}", "frame"), "case.yaml:11:26: 'frame' without 'body'; expected 'body': its octets\n");
  EXPECT_EQ(said("{frame: abc}", "octets"), "case.yaml:11:26: 'octets' alone; expected octets: the octets\n");
  EXPECT_EQ(said("items: ready", "items: closd").substr(0, 26), "case.yaml:12:25: 'closd'; ");
}

TEST(WireErrors, ALinkLeadsToOneSocket) {
  const std::string expected =
      ": the link 'way' that leads to no one socket; expected 'via' at sockets that connect to one and the same socket "
      "of the case\n";
  EXPECT_EQ(said("side: b, connect: pull", "side: b, connect: [pull, pull]"), "case.yaml:6:3" + expected);
  EXPECT_EQ(said("side: b, connect: pull", "side: b, connect: \"tcp://127.0.0.1:1\""), "case.yaml:6:3" + expected);
}

TEST(WireErrors, InprocHasNoWire) {
  const std::string text = changed(wire_case, "[tcp, ipc]", "[inproc]");
  EXPECT_EQ(errors_of(text),
            "case.yaml:6:3: a link over inproc, which has no wire; expected a matrix of ipc and tcp\n"
            "case.yaml:8:3: the peer 'raw' over inproc, which has no wire; expected a matrix of ipc and tcp\n");
}

TEST(WireErrors, APeerIsOpenAndKeepsItsSideOfTheConnection) {
  EXPECT_EQ(said("[pull, raw, push]", "[pull, push]"),
            "case.yaml:8:3: the peer 'raw' that no step opens; expected 'open: raw', or no declaration\n"
            "case.yaml:11:5: 'raw.send' while 'raw' is not open; expected 'open: raw' before it\n"
            "case.yaml:12:5: 'raw.expect' while 'raw' is not open; expected 'open: raw' before it\n");
  EXPECT_EQ(said("  - until: {cut: way}\n", "  - until: {cut: way}\n  - raw.accept: {}\n"),
            "case.yaml:15:5: 'raw.accept' of a peer that connects; expected 'raw.connect'\n");
  EXPECT_EQ(said("  pull: {type: PULL, bind: auto}", "  pull: {type: PULL, bind: auto, connect: raw}"),
            "case.yaml:5:3: a connection with the peer 'raw', which connects itself; expected 'bind: auto' at 'raw'\n");
  EXPECT_EQ(said("as: PUSH, connect: pull", "as: PUSH").substr(0, 45), "case.yaml:8:8: 'raw' with none of its forms; ");
}

TEST(WireErrors, ForTakesABoundedRange) {
  const auto with = [](const std::string& range) {
    return said("  - until: {cut: way}\n",
                "  - until: {cut: way}\n  - for: {k: " + range + "}\n    steps:\n      - raw.send: {octets: \"$k\"}\n");
  };
  EXPECT_EQ(with("{from: 0, to: 9}"), "no error\n");
  EXPECT_EQ(with("{from: 3, to: 2}"), "case.yaml:15:14: 0 rounds; expected 1 to 1000\n");
  EXPECT_EQ(with("{from: 0, to: 1000}"), "case.yaml:15:14: 1001 rounds; expected 1 to 1000\n");
  EXPECT_EQ(with("{from: 0}"), "case.yaml:15:14: 'for' without 'to'; expected 'to': the last number\n");
}

/// Each round is a step of its own, with its number in its text.
TEST(WireErrors, ForWritesItsStepsOut) {
  const std::string text = changed(wire_case, "  - until: {cut: way}\n",
                                   "  - until: {cut: way}\n  - for: {k: {from: 2, to: 4}}\n    steps:\n"
                                   "      - raw.send: {items: greeting, first: 10 * $k}\n");
  const LoadedCase loaded = load_text(text, "case.yaml", "topic/case", catalogue());
  ASSERT_TRUE(loaded.has_value());
  const std::vector<Step>& steps = loaded->cells.at(0).steps;
  ASSERT_EQ(steps.size(), 8U);
  EXPECT_EQ(steps[5].arguments["first"], 20);
  EXPECT_EQ(steps[7].arguments["first"], 40);
  EXPECT_EQ(steps[7].text, "raw.send (k = 4)");
}

}  // namespace
}  // namespace zassay
