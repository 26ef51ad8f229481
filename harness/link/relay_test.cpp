#include "link/relay.hpp"

#include <random>

#include "link/test_relay.hpp"

namespace zassay::link {
namespace {

using Kind = Event::Kind;

class RelayTest : public RelayLinkTest {};
INSTANTIATE_TEST_SUITE_P(Transports, RelayTest, testing::Values("tcp", "ipc"), transport_name);

TEST_P(RelayTest, PassesOctetsAsTheyAreAndTellsEachItem) {
  join();
  const std::string there = null_greeting() + ready("PUSH") + wire::encode_frame(std::string(300, 'm'));
  const std::string back = null_greeting() + ready("PULL");
  client.send(there);
  server.send(back);
  EXPECT_EQ(server.receive(there.size()), there);
  EXPECT_EQ(client.receive(back.size()), back);
  const Event frame = await_item(wire::Item::Kind::frame);
  EXPECT_EQ(frame.name, "middle");
  EXPECT_EQ(frame.connection, 1U);
  EXPECT_EQ(frame.side, Side::connecting);
  EXPECT_EQ(frame.item.offset, there.size() - 309);
  EXPECT_EQ(frame.item.body_octets, 300U);
  EXPECT_EQ(frame.item.body, std::string(96, 'm'));
  EXPECT_EQ(frame.item.sha256, "");
  std::string commands;
  while (auto event = loop->next_event()) passed.push_back(std::move(*event));
  for (const Event& event : passed) {
    if (event.kind == Kind::item && event.item.complete && !event.item.name.empty()) {
      commands += event.item.name + " of " + word_of(event.side) + ". ";
    }
  }
  EXPECT_TRUE(commands == "READY of connecting. READY of listening. " ||
              commands == "READY of listening. READY of connecting. ")
      << commands;
}

TEST_P(RelayTest, PassesTheEndOfEachSideBehindItsOctets) {
  join();
  client.send("one way");
  client.half_close();
  EXPECT_EQ(server.receive_all(), "one way");
  EXPECT_EQ(server.end(), "fin");
  EXPECT_EQ(await(Kind::closed, Side::connecting).octets, 7U);
  server.send("and the other");
  EXPECT_EQ(client.receive(13), "and the other");
  server.close();
  EXPECT_EQ(client.receive_all(), "");
  EXPECT_EQ(client.end(), "fin");
  await(Kind::closed, Side::listening);
  EXPECT_EQ(loop->look().descriptors.size(), 1U);  // the listener
}

TEST_P(RelayTest, PassesAReset) {
  join();
  client.send("before");
  EXPECT_EQ(server.receive(6), "before");
  if (is_tcp()) {
    client.reset();
  } else {
    server.send("unread");
    ASSERT_TRUE(client.wait(POLLIN));
    client.close();
  }
  await(Kind::reset, Side::connecting);
  EXPECT_EQ(server.receive_all(), "");
  EXPECT_EQ(server.end(), is_tcp() ? "rst" : "fin");
}

TEST_P(RelayTest, PassesAResetOfASideThatHadSentItsEnd) {
  join();
  server.send("x");
  server.half_close();
  EXPECT_EQ(client.receive_all(), "x");
  server.close();
  // The kernel answers what comes now by a RST, or refuses it: at the latest the second time.
  while (client.send("into the void") > 0 && !client.has_hung_up()) {
  }
  await(Kind::reset, Side::listening);
}

TEST_P(RelayTest, PassesAnySplitOfAnyOctets) {
  join();
  std::mt19937 random(11);
  std::string all = null_greeting();
  while (all.size() < 300'000) {
    const std::size_t size = std::uniform_int_distribution<std::size_t>(0, 600)(random);
    all += wire::encode_frame(std::string(size, static_cast<char>(all.size())));
  }
  std::string got;
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t piece = std::min(all.size() - at, std::uniform_int_distribution<std::size_t>(1, 3000)(random));
    ASSERT_EQ(client.send(all.substr(at, piece)), piece);
    at += piece;
    got += server.receive(std::min(piece, all.size() - got.size()));
  }
  EXPECT_TRUE(got == all);
  server.send(all);
  EXPECT_TRUE(client.receive(all.size()) == all);
}

TEST_P(RelayTest, WaitsForItsTarget) {
  Plain nobody = Plain::refusing(any_endpoint());
  Relay waiting(*loop, {.name = "waiting"});
  Plain side = Plain::connected(*waiting.open(any_endpoint(), nobody.endpoint()));
  side.send("early");
  EXPECT_EQ(await(Kind::refused).connection, 1U);
  nobody.listen();
  Plain accepted = nobody.accept();
  EXPECT_EQ(accepted.receive(5), "early");
  EXPECT_EQ(waiting.open(any_endpoint(), nobody.endpoint()).error().code, "already-open");
}

TEST_P(RelayTest, LetsGoWhoDoesNotWaitForTheTarget) {
  Plain nobody = Plain::refusing(any_endpoint());
  Relay waiting(*loop, {});
  Plain side = Plain::connected(*waiting.open(any_endpoint(), nobody.endpoint()));
  await(Kind::refused);
  side.close();
  await(Kind::closed, Side::connecting);

  Relay resetting(*loop, {.resets_when_refused = true});
  Plain unlucky = Plain::connected(*resetting.open(any_endpoint(), nobody.endpoint()));
  await(Kind::refused);
  EXPECT_EQ(unlucky.receive_all(), "");
  EXPECT_EQ(unlucky.end(), is_tcp() ? "rst" : "fin");
}

TEST_P(RelayTest, RefusesByTheKernelAndAcceptsAgain) {
  join();
  ASSERT_TRUE(relay->refuse());
  EXPECT_EQ(Plain::connected(endpoint).error(), ECONNREFUSED);
  client.send("the one that stands");
  EXPECT_EQ(server.receive(19), "the one that stands");
  ASSERT_TRUE(relay->accept());
  ASSERT_TRUE(relay->accept());
  join();
  EXPECT_EQ(connection, 2U);
  client.send("again");
  EXPECT_EQ(server.receive(5), "again");
}

TEST_P(RelayTest, RefusesFromTheBeginningIfItWasToldBeforeItStood) {
  Relay other(*loop, {});
  ASSERT_TRUE(other.refuse());
  const std::string there = *other.open(any_endpoint(), target.endpoint());
  EXPECT_EQ(Plain::connected(there).error(), ECONNREFUSED);
  ASSERT_TRUE(other.accept());
  EXPECT_EQ(Plain::connected(there).error(), 0);
  Relay third(*loop, {});
  ASSERT_TRUE(third.refuse());
  ASSERT_TRUE(third.accept());
  EXPECT_EQ(Plain::connected(*third.open(any_endpoint(), target.endpoint())).error(), 0);
}

TEST_P(RelayTest, TricklesOneOctetASegment) {
  ASSERT_TRUE(relay->trickle({Side::connecting}));
  join();
  client.send("0123456789");
  std::array<char, 16> got{};
  for (const char octet : std::string("0123456789")) {
    ASSERT_TRUE(server.wait(POLLIN));
    EXPECT_EQ(::recv(server.number(), got.data(), got.size(), 0), 1);
    EXPECT_EQ(got[0], octet);
  }
  server.send("not so the other way");
  EXPECT_EQ(client.receive(20), "not so the other way");
  client.send("abcdef");
  ASSERT_TRUE(server.wait(POLLIN));
  ASSERT_TRUE(relay->stop_trickling({std::nullopt, connection}));
  EXPECT_EQ(server.receive(6), "abcdef");
}

TEST_P(RelayTest, LetsTheBuffersOfASenderFill) {
  options.receive_buffer_octets = 4096;
  options.send_buffer_octets = 4096;
  SetUp();
  ASSERT_TRUE(relay->stop_reading({Side::connecting}));
  client = Plain::connected(endpoint, {4096, 4096});
  server = target.accept();
  await(Kind::opened);
  std::string sent;
  const std::string piece(1024, 'f');
  while (::send(client.number(), piece.data(), piece.size(), MSG_NOSIGNAL) > 0) sent += piece;
  EXPECT_FALSE(server.has_input());
  const Quiet quiet = loop->look();
  EXPECT_FALSE(quiet.moving());
  EXPECT_EQ(quiet.kept_octets + quiet.blocked_octets, 0U);
  server.send("the other way is open");
  EXPECT_EQ(client.receive(21), "the other way is open");
  ASSERT_TRUE(relay->read_on({Side::connecting}));
  client.half_close();
  EXPECT_GE(server.receive_all().size(), sent.size());
}

TEST_P(RelayTest, ChangesAnItemOnItsWayAsIfItHadBeenSentSo) {
  ASSERT_TRUE(relay->change(
      [](const wire::Item& item, std::string octets) {
        if (item.kind == wire::Item::Kind::frame) return wire::encode_frame("longer than before") + octets;
        if (item.greeting) octets[12] = 'X';
        return item.name == "PING" ? std::string() : octets;
      },
      Side::connecting));
  join();
  const std::string ping = wire::encode_command("PING", std::string("\0\0", 2));
  const std::string large = wire::encode_frame(std::string(100'000, 'l'));
  client.send(null_greeting() + ping + wire::encode_frame("a") + large + wire::encode_frame("z"));
  std::string greeting = null_greeting();
  greeting[12] = 'X';
  const std::string inserted = wire::encode_frame("longer than before");
  const std::string expected =
      greeting + inserted + wire::encode_frame("a") + large + inserted + wire::encode_frame("z");
  EXPECT_TRUE(server.receive(expected.size()) == expected);
  EXPECT_EQ(await_item(wire::Item::Kind::greeting).item.greeting->mechanism_name(), "XULL");
  EXPECT_EQ(await_item(wire::Item::Kind::frame).item.body, "longer than before");
  server.send(ping);
  EXPECT_EQ(client.receive(ping.size()), ping);
}

TEST_P(RelayTest, TellsSidesOfOldVersionsApart) {
  join();
  client.send(std::string("\x01\x00", 2) + std::string("\x03\x01hi\x02\x00!", 7));
  EXPECT_EQ(server.receive(9).size(), 9U);
  await_item(wire::Item::Kind::frame);
  EXPECT_EQ(await_item(wire::Item::Kind::frame).item.body, "hi");
  EXPECT_EQ(await_item(wire::Item::Kind::frame).item.offset, 6U);
}

TEST_P(RelayTest, EndsWithItsLoopWhateverGoesOn) {
  join();
  ASSERT_TRUE(relay->hold({.what = "frame"}));
  ASSERT_TRUE(relay->trickle());
  client.send(std::string(100'000, 'g'));
  Relay other(*loop, {});
  const Plain nobody = Plain::refusing(any_endpoint());
  const Plain waiting = Plain::connected(*other.open(any_endpoint(), nobody.endpoint()));
  await(Kind::refused);
  loop.reset();
  client.receive_all();
  EXPECT_NE(client.end(), "");
  EXPECT_EQ(relay->release().error().code, "loop-ended");
}

}  // namespace
}  // namespace zassay::link
