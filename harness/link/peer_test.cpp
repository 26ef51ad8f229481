#include "link/peer.hpp"

#include <netinet/in.h>

#include "link/test_link.hpp"

namespace zassay::link {
namespace {

using Kind = Event::Kind;

class PeerTest : public LinkTest {};
INSTANTIATE_TEST_SUITE_P(Transports, PeerTest, testing::Values("tcp", "ipc"), transport_name);

TEST_P(PeerTest, SendsWhatItIsToldAndTellsWhatComesIn) {
  Peer peer(*loop, {.name = "server"});
  const auto endpoint = peer.listen(any_endpoint());
  ASSERT_TRUE(endpoint) << endpoint.error().sentence;
  Plain client = Plain::connected(*endpoint);
  const Event opened = await(Kind::opened);
  EXPECT_EQ(opened.name, "server");
  EXPECT_EQ(opened.connection, 1U);
  const auto number = peer.send(null_greeting() + ready("PULL"));
  ASSERT_TRUE(number);
  EXPECT_EQ(client.receive(64 + ready("PULL").size()), null_greeting() + ready("PULL"));
  const Event sent = await(Kind::sent);
  EXPECT_EQ(sent.number, *number);
  EXPECT_EQ(sent.octets, 64 + ready("PULL").size());

  client.send(null_greeting() + ready("PUSH") + wire::encode_frame("hello"));
  const Event greeting = await_item(wire::Item::Kind::greeting);
  EXPECT_EQ(greeting.side, Side::connecting);
  EXPECT_EQ(greeting.item.greeting->mechanism_name(), "NULL");
  EXPECT_EQ(await_item(wire::Item::Kind::command).item.name, "READY");
  const Event frame = await_item(wire::Item::Kind::frame);
  EXPECT_EQ(frame.item.body, "hello");
  EXPECT_GE(frame.when, greeting.when);
  EXPECT_GE(std::chrono::steady_clock::now(), frame.when);
}

TEST_P(PeerTest, ConnectsAsSoonAsSomebodyListens) {
  Plain listener = Plain::refusing(any_endpoint());
  const std::string endpoint = listener.endpoint();
  Peer peer(*loop, {.tells_refusals = true});
  ASSERT_TRUE(peer.connect(endpoint));
  EXPECT_EQ(await(Kind::refused).note, "Connection refused.");
  await(Kind::refused);
  const Quiet quiet = loop->look();
  EXPECT_EQ(quiet.connecting + quiet.trying_again, 1U);
  listener.listen();
  Plain accepted = listener.accept();
  EXPECT_EQ(await(Kind::opened).side, Side::connecting);
  ASSERT_TRUE(peer.send("x"));
  EXPECT_EQ(accepted.receive(1), "x");
}

TEST_P(PeerTest, AConnectThatIsRefusedCanBeTheEndOfIt) {
  Plain listener = Plain::refusing(any_endpoint());
  const std::string endpoint = listener.endpoint();
  Peer peer(*loop, {.stops_when_refused = true});
  ASSERT_TRUE(peer.connect(endpoint));
  await(Kind::refused);
  EXPECT_FALSE(loop->look().moving());
  EXPECT_EQ(loop->look().trying_again, 0U);
  EXPECT_EQ(peer.send("x").error().code, "no-connection");

  Peer stopped(*loop, {.tells_refusals = true});
  ASSERT_TRUE(stopped.connect(endpoint));
  await(Kind::refused);
  ASSERT_TRUE(stopped.stop_connecting());
  EXPECT_EQ(loop->look().trying_again, 0U);
  EXPECT_EQ(stopped.connections(), 0U);
}

TEST_P(PeerTest, WritesAPieceWhenTheOneBeforeWasRead) {
  Peer peer(*loop, {});
  Plain client = Plain::connected(*peer.listen(any_endpoint()));
  await(Kind::opened);
  ASSERT_TRUE(peer.send("abcdefgh", Pieces::of({1, 0, 3})));
  for (const std::string piece : {"a", "bcd"}) {
    ASSERT_TRUE(client.wait(POLLIN));
    // Nothing but this piece comes before it is read, however often the loop has its turn.
    for (int turn = 0; turn < 100; ++turn) EXPECT_EQ(loop->look().sends, 1U);
    EXPECT_EQ(client.receive(piece.size()), piece);
  }
  EXPECT_EQ(client.receive(4), "efgh");
  EXPECT_EQ(await(Kind::sent).note, "");

  ASSERT_TRUE(peer.send("0123456789", Pieces::one_octet_each()));
  std::array<char, 16> got{};
  for (const char octet : std::string("0123456789")) {
    ASSERT_TRUE(client.wait(POLLIN));
    EXPECT_EQ(::recv(client.number(), got.data(), got.size(), 0), 1);
    EXPECT_EQ(got[0], octet);
  }
}

TEST_P(PeerTest, EndsAConnectionWhoeverElseHasTheDescriptors) {
  Peer peer(*loop, {});
  const std::string endpoint = *peer.listen(any_endpoint());
  Plain closed = Plain::connected(endpoint);
  await(Kind::opened);
  Plain reset = Plain::connected(endpoint);
  await(Kind::opened);
  const Copies copies;
  ASSERT_TRUE(peer.close(1));
  closed.receive_all();
  EXPECT_EQ(closed.end(), "fin");
  ASSERT_TRUE(peer.reset(2));
  reset.receive_all();
  EXPECT_EQ(reset.end(), is_tcp() ? "rst" : "fin");
  ASSERT_TRUE(peer.close_listener());
  EXPECT_NE(Plain::connected(endpoint).error(), 0);
}

TEST_P(PeerTest, EndsAConnectionInEachWay) {
  Peer peer(*loop, {});
  const std::string endpoint = *peer.listen(any_endpoint());

  Plain half = Plain::connected(endpoint);
  await(Kind::opened);
  ASSERT_TRUE(peer.send("last"));
  ASSERT_TRUE(peer.half_close());
  EXPECT_EQ(half.receive_all(), "last");
  EXPECT_EQ(half.end(), "fin");
  half.send(wire::encode_frame("still read"));
  half.close();
  EXPECT_EQ(await(Kind::closed).side, Side::connecting);
  EXPECT_EQ(peer.send("x", {}, 1).error().code, "no-connection");

  Plain closed = Plain::connected(endpoint);
  await(Kind::opened);
  closed.send("not read by then, or told");
  ASSERT_TRUE(peer.stop_reading());
  ASSERT_TRUE(peer.close());
  EXPECT_EQ(closed.receive_all(), "");
  EXPECT_EQ(closed.end(), "fin");

  Plain reset = Plain::connected(endpoint);
  await(Kind::opened);
  ASSERT_TRUE(peer.reset());
  reset.receive_all();
  EXPECT_EQ(reset.end(), is_tcp() ? "rst" : "fin");
  EXPECT_EQ(peer.connections(), 3U);
}

TEST_P(PeerTest, TellsHowTheOtherSideEnds) {
  Peer peer(*loop, {});
  const std::string endpoint = *peer.listen(any_endpoint());
  Plain closing = Plain::connected(endpoint);
  closing.send("12345");
  closing.half_close();
  const Event closed = await(Kind::closed);
  EXPECT_EQ(closed.octets, 5U);
  ASSERT_TRUE(peer.send("answer", {}, closed.connection));
  EXPECT_EQ(closing.receive(6), "answer");

  Plain resetting = Plain::connected(endpoint);
  await(Kind::opened);
  if (is_tcp()) {
    resetting.reset();
  } else {
    ASSERT_TRUE(peer.send("unread"));
    await(Kind::sent);
    resetting.close();
  }
  EXPECT_EQ(await(Kind::reset).connection, 2U);
}

TEST_P(PeerTest, TellsHowMuchOfASendWasWrittenWhenTheOtherSideEnded) {
  Peer peer(*loop, {.send_buffer_octets = 8192});
  Plain client = Plain::connected(*peer.listen(any_endpoint()), {4096, 4096});
  await(Kind::opened);
  const auto endless = peer.send(Payload::repeated("ab", std::uint64_t{1} << 40));
  const auto behind = peer.send("never");
  ASSERT_TRUE(endless && behind);
  EXPECT_EQ(client.receive(4), "abab");
  client.reset();
  const Event first = await(Kind::unsent);
  EXPECT_EQ(first.number, *endless);
  EXPECT_GE(first.octets, 4U);
  EXPECT_LT(first.octets, std::uint64_t{1} << 40);
  const Event second = await(Kind::unsent);
  EXPECT_EQ(second.number, *behind);
  EXPECT_EQ(second.octets, 0U);
}

TEST_P(PeerTest, DoesNotReadWhenItIsToldNotTo) {
  Peer peer(*loop, {.receive_buffer_octets = 4096, .reads = false});
  Plain client = Plain::connected(*peer.listen(any_endpoint()), {4096, 4096});
  await(Kind::opened);
  const std::string octets = wire::encode_frame("first");
  client.send(octets);
  EXPECT_FALSE(loop->look().moving());
  EXPECT_FALSE(loop->next_event());
  ASSERT_TRUE(peer.read_on());
  EXPECT_EQ(await_item(wire::Item::Kind::frame).item.offset, 0U);
  ASSERT_TRUE(peer.stop_reading());
}

TEST_P(PeerTest, KernelRefusesWhenTheListenerIsClosed) {
  Peer peer(*loop, {});
  const std::string endpoint = *peer.listen(any_endpoint());
  const Plain before = Plain::connected(endpoint);
  ASSERT_TRUE(peer.close_listener());
  EXPECT_EQ(await(Kind::opened).connection, 1U);
  EXPECT_EQ(Plain::connected(endpoint).error(), ECONNREFUSED);
}

TEST_P(PeerTest, AChangeIsSeenAsIfTheSideHadSentIt) {
  const Change change = [](const wire::Item& item, std::string octets) {
    if (item.kind == wire::Item::Kind::frame) octets.back() = '!';
    return octets;
  };
  Peer peer(*loop, {.change = change});
  Plain client = Plain::connected(*peer.listen(any_endpoint()));
  client.send(null_greeting() + ready("PUSH") + wire::encode_frame("hello"));
  EXPECT_EQ(await_item(wire::Item::Kind::frame).item.body, "hell!");
}

TEST_P(PeerTest, ReadsWhatASideSendsThatStepsBackToAnOldVersion) {
  Peer peer(*loop, {});
  Plain client = Plain::connected(*peer.listen(any_endpoint()));
  await(Kind::opened);
  ASSERT_TRUE(peer.send(std::string("\x01\x00", 2)));  // an anonymous identity of ZMTP 1.0
  await(Kind::sent);
  EXPECT_EQ(client.receive(2).size(), 2U);
  // The ten octets of a signature, which so become the header of an identity of no octets; then a frame.
  client.send(std::string("\xFF\0\0\0\0\0\0\0\x01\x7F", 10) + std::string("\x03\x00hi", 4));
  await_item(wire::Item::Kind::frame);
  EXPECT_EQ(await_item(wire::Item::Kind::frame).item.body, "hi");
}

TEST(PeerEndpoints, AreRefusedWithAReason) {
  const auto loop = std::move(*Loop::make());
  Peer peer(*loop, {});
  for (const char* endpoint : {"", "inproc://a", "tcp://127.0.0.1", "tcp://127.0.0.1:70000", "tcp://127.0.0.1:x",
                               "tcp://:5555", "ipc://", "ipc://@"}) {
    EXPECT_EQ(peer.listen(endpoint).error().code, "bad-endpoint") << endpoint;
  }
  EXPECT_EQ(peer.listen("ipc://" + std::string(200, 'x')).error().code, "bad-endpoint");
  EXPECT_EQ(peer.connect("tcp://127.0.0.1:*").error().code, "bad-endpoint");
  EXPECT_EQ(peer.connect("tcp://*:5555").error().code, "bad-endpoint");
  EXPECT_EQ(peer.connect("tcp://no.such.host.invalid:5555").error().code, "not-found");
  const auto taken = peer.listen("tcp://127.0.0.1:*");
  ASSERT_TRUE(taken);
  EXPECT_EQ(peer.listen(*taken).error().code, "address-in-use");
  const auto six = peer.listen("tcp://[::1]:*");
  EXPECT_TRUE(!six || six->starts_with("tcp://[::1]:"));
  const std::string abstract = "ipc://@zassay-link-test-" + std::to_string(::getpid());
  EXPECT_EQ(peer.listen(abstract), abstract);
  EXPECT_EQ(peer.listen(abstract).error().code, "address-in-use");
}

}  // namespace
}  // namespace zassay::link
