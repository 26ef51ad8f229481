// Peers and links in a story, with libzmq at their other end: what each verb does and each wait says, told by the
// verdict of the cell and by what its history holds.

#include <gtest/gtest.h>

#include "run/test_cell.hpp"

namespace zassay {
namespace {

using test_cell::Played;

/// A PULL that listens, a peer `raw` that connects to it; each in the way that is asked for.
Case peer_case(const std::string& steps, const std::string& transport, const std::string& peer = "as: PUSH",
               const std::string& socket = "") {
  const std::vector<Case> cells = test_cell::cells_of_text(
      "title: t\nclauses: [ZMTP31-MSG-01]\nmatrix: {transport: [" + transport + "]}\nsockets:\n  pull: {type: PULL, " +
      "bind: auto" + socket + "}\npeers:\n  raw: {connect: pull, " + peer + "}\nsteps:\n  - open: [pull, raw]\n" +
      steps + "expect:\n  - well_formed: raw\n");
  return cells.empty() ? Case{} : cells.front();
}

/// A PUSH that sends to a PULL through the link `way`.
Case link_case(const std::string& steps, const std::string& transport, const std::string& expect = "fifo") {
  const std::vector<Case> cells = test_cell::cells_of_text(
      "title: t\nclauses: [ZMTP31-MSG-01]\nmatrix: {transport: [" + transport +
      "]}\nsockets:\n  pull: {type: PULL, bind: auto}\n  push: {type: PUSH, side: b, connect: pull, via: way, "
      "reconnect_ivl: 1ms}\nsteps:\n" +
      steps + "expect:\n  - " + expect + "\n");
  return cells.empty() ? Case{} : cells.front();
}

Implementation libzmq() {
  Implementation made;
  made.name = "libzmq";
  made.command = {{BINARY_DIRECTORY "/bin/zassay-adapter-libzmq"}, {}};
  return made;
}

/// ThreadSanitizer puts a thread that sleeps with a time limit into the adapter: nothing is ever settled there.
constexpr bool nothing_settles =
#ifdef __SANITIZE_THREAD__
    true;
#else
    false;
#endif

class WireStory : public testing::TestWithParam<const char*> {
 protected:
  Played play(const Case& spec) { return bench_.play(spec, libzmq()); }
  void expect(const Case& spec, const std::string& verdict, const std::string& reason) {
    const Played played = play(spec);
    EXPECT_EQ(played.verdict(), verdict) << played.reason();
    EXPECT_NE(played.reason().find(reason), std::string::npos) << played.reason();
  }
  std::string transport() const { return GetParam(); }

  test_cell::Bench bench_;
};

TEST_P(WireStory, APeerShakesHandsInEveryVersion) {
  for (const char* version : {"3.1", "3.0", "2.0", "1.0"}) {
    const std::string peer = "as: PUSH, version: \"" + std::string(version) + "\"";
    const Played played = play(peer_case(
        "  - raw.handshake: {}\n  - raw.send: {items: {message: [a, b]}, each: true}\n  - pull.recv: {count: 1}\n",
        transport(), peer));
    EXPECT_EQ(played.verdict(), "pass ") << version << ": " << played.reason();
    EXPECT_EQ(played.of_event("received", "socket"), std::vector<std::string>{"pull"}) << version;
  }
}

TEST_P(WireStory, WhatIsNotDueContradictsInWords) {
  const std::string greeted = "  - raw.send: greeting\n  - raw.expect: greeting\n";
  expect(peer_case(greeted + "  - raw.expect: {frame: x}\n", transport()), "fail until",
         "raw.expect: the command \"READY\" came where a frame is due");
  expect(peer_case(greeted + "  - raw.expect: {ready: {socket_type: PUSH}}\n", transport()), "fail until",
         "its Socket-Type is \"PULL\" where \"PUSH\" is due");
  expect(peer_case("  - raw.send: greeting\n  - raw.expect: {greeting: {mechanism: CURVE}}\n", transport()),
         "fail until", "its mechanism is \"NULL\" where \"CURVE\" is due");
  expect(peer_case("  - raw.handshake: {}\n  - raw.send: {ping: {context: a}}\n  - raw.expect: {pong: {context: b}}\n",
                   transport()),
         "fail until", "its context is \"a\" where \"b\" is due");
  expect(peer_case("  - raw.handshake: {}\n  - raw.send: {ping: {}}\n  - raw.expect: nothing\n", transport()),
         "fail until", "the command \"PONG\" came where nothing is due");
}

/// That something does not come is not told by the time that went by, but by everything having settled.
TEST_P(WireStory, WhatDoesNotComeIsProvenByEverythingHavingSettled) {
  if (nothing_settles) GTEST_SKIP() << "nothing settles under ThreadSanitizer";
  const std::string settled = "everything is settled and no timer runs";
  expect(peer_case("  - raw.handshake: {}\n  - raw.expect: {frame: x}\n", transport()), "fail until",
         "a frame has not come, " + settled);
  expect(peer_case("  - raw.handshake: {}\n  - raw.expect: closed\n", transport()), "fail until",
         "the other side has not ended the connection, " + settled);
  expect(peer_case("  - raw.expect: version\n", transport(), "as: PUSH", ", handshake_ivl: 0"), "fail until",
         "the signature and major version of the other side have not come, " + settled);
}

TEST_P(WireStory, TheEndOfAConnectionIsNoAnswerToWhatIsDue) {
  expect(peer_case("  - raw.send: {greeting: {mechanism: FOO}}\n  - raw.expect: [greeting, ready]\n", transport()),
         "fail until", "the connection before");
  expect(peer_case("  - raw.handshake: {}\n  - raw.send: {octets: {hex: \"02ffffffffffffffff\"}}\n"
                   "  - raw.expect: {closed: {not_before: 60s}}\n",
                   transport()),
         "fail until", "the other side ended the connection after ");
}

TEST_P(WireStory, WhatWasNeverSentCannotBeSentAgain) {
  const Played played = play(peer_case("  - raw.handshake: {}\n  - raw.send: {again: true}\n", transport()));
  EXPECT_EQ(played.verdict(), "error never-sent") << played.reason();
  EXPECT_NE(played.reason().find("no send went before it"), std::string::npos) << played.reason();
}

/// The socket may have given up by then, for which it is not to blame.
TEST_P(WireStory, AHandshakeThatTakesTooLongHereDecidesNothing) {
  const std::string slowly = "  - repeat: 30\n    steps:\n      - poll: {items: {pull: [IN]}}\n  - raw.handshake: {}\n";
  expect(peer_case(slowly, transport(), "as: PUSH", ", handshake_ivl: 1ms"), "inconclusive until",
         " ms here, and the other side gives it 1 ms");
  EXPECT_EQ(play(peer_case(slowly, transport(), "as: PUSH", ", handshake_ivl: 60s")).verdict(), "pass ");
}

TEST_P(WireStory, SkippingPassesOverWhatItNames) {
  if (nothing_settles) GTEST_SKIP() << "nothing settles under ThreadSanitizer";
  const std::string steps =
      "  - raw.handshake: {}\n  - raw.send: [{ping: {context: a}}, {ping: {context: b}}]\n"
      "  - raw.expect: {items: {pong: {context: b}}, skipping: [PONG]}\n  - raw.expect: nothing\n";
  EXPECT_EQ(play(peer_case(steps, transport())).verdict(), "pass ");
}

TEST_P(WireStory, APeerThatListensTakesOneConnectionAfterAnother) {
  const std::vector<Case> cells = test_cell::cells_of_text(
      "title: t\nclauses: [ZMTP31-MSG-01]\nmatrix: {transport: [" + transport() +
      "]}\nsockets:\n  pull: {type: PULL, connect: raw, reconnect_ivl: 1ms}\npeers:\n  raw: {as: PUSH, bind: auto}\n"
      "steps:\n  - open: [raw, pull]\n  - raw.accept: {}\n  - raw.disconnect: {by: RST}\n  - raw.accept: {}\n"
      "  - raw.handshake: {}\n  - raw.send: {message: [a]}\n  - pull.recv: {count: 1}\n  - close: raw\n"
      "expect:\n  - received: {at: pull, messages: [[a]]}\n");
  ASSERT_EQ(cells.size(), 1U);
  const Played played = play(cells.front());
  EXPECT_EQ(played.verdict(), "pass ") << played.reason();
}

TEST_P(WireStory, ALinkHoldsAndReleases) {
  const std::string steps =
      "  - way.hold: READY\n  - open: [pull, push]\n  - until: {held: way}\n  - push.send: {stream: s}\n"
      "  - way.release: {}\n  - pull.recv: {through: s}\n  - until: {passed: way, what: frame, from: push}\n";
  const Played played = play(link_case(steps, transport(), "exact: s"));
  EXPECT_EQ(played.verdict(), "pass ") << played.reason();
  const auto told = played.of_event("wire", "what");
  const auto place = [&told](const char* what) { return std::find(told.begin(), told.end(), what) - told.begin(); };
  EXPECT_LT(place("held"), place("released"));  // the frame behind it may be told as soon as it was read
}

TEST_P(WireStory, ALinkCutsAndTheNextConnectionServes) {
  const std::string steps =
      "  - way.cut: {after: READY, from: pull, by: FIN}\n  - open: [pull, push]\n  - until: {cut: way}\n"
      "  - until: {linked: way, count: 2}\n  - push.send: {stream: s}\n  - pull.recv: {through: s}\n";
  const Played played = play(link_case(steps, transport(), "exact: s"));
  EXPECT_EQ(played.verdict(), "pass ") << played.reason();
}

TEST_P(WireStory, ALinkRefusesStallsAndStopsReading) {
  if (nothing_settles) GTEST_SKIP() << "nothing settles under ThreadSanitizer";
  const std::string steps =
      "  - open: [pull, push]\n  - until: {passed: way, what: READY, count: 2}\n  - way.stop_reading: push\n"
      "  - push.send: {stream: s}\n  - pull.recv: {rest: true}\n  - way.read_on: push\n  - pull.recv: {through: s}\n"
      "  - way.stall: {}\n  - until: {stalled: way}\n  - push.send: {stream: s}\n  - pull.recv: {rest: true}\n"
      "  - way.resume: {}\n  - pull.recv: {through: s}\n  - way.trickle: {}\n  - push.send: {stream: s, frames: 3}\n"
      "  - pull.recv: {through: s}\n  - way.refuse: {}\n  - way.cut: {}\n  - until: {cut: way}\n  - way.accept: {}\n"
      "  - until: {linked: way, count: 2}\n  - push.send: {stream: s}\n  - pull.recv: {through: s}\n";
  const Played played = play(link_case(steps, transport(), "exact: s"));
  EXPECT_EQ(played.verdict(), "pass ") << played.reason();
}

TEST_P(WireStory, WhatALinkWasNotToldNeverComes) {
  if (nothing_settles) GTEST_SKIP() << "nothing settles under ThreadSanitizer";
  const std::string opened = "  - open: [pull, push]\n";
  expect(link_case(opened + "  - until: {held: way}\n", transport()), "fail until",
         "way has not held anything, everything is settled");
  expect(link_case(opened + "  - until: {passed: way, what: PING}\n", transport()), "fail until",
         "PING through way: 0 of 1, everything is settled");
  expect(link_case(opened + "  - until: {linked: way, count: 2}\n", transport()), "fail until",
         "connections of way: 1 of 2, everything is settled");
}

INSTANTIATE_TEST_SUITE_P(Transports, WireStory, testing::Values("tcp", "ipc"),
                         [](const auto& info) { return std::string(info.param); });

}  // namespace
}  // namespace zassay
