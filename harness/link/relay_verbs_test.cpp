// Each verb: the order of the octets on both ends, and the event that the test waited for.
#include "link/test_relay.hpp"

namespace zassay::link {
namespace {

using Kind = Event::Kind;

const std::string push = null_greeting() + ready("PUSH");
const std::string hello = wire::encode_frame("hello");
const std::string ping = wire::encode_command("PING", std::string("\0\0", 2));

class RelayVerbs : public RelayLinkTest {
 protected:
  /// That so much and no more has come to the server, though nothing moves any more.
  void expect_only(const std::string& octets) {
    EXPECT_EQ(server.receive(octets.size()), octets);
    await_rest();
    EXPECT_FALSE(server.has_input());
  }
};
INSTANTIATE_TEST_SUITE_P(Transports, RelayVerbs, testing::Values("tcp", "ipc"), transport_name);

TEST_P(RelayVerbs, HoldsBeforeAnItemOfAnyKind) {
  const std::string all = push + ping + hello + wire::encode_command("SUBSCRIBE", "a") + ping + hello;
  const std::size_t second_ping = all.size() - hello.size() - ping.size();
  const std::pair<Where, std::size_t> places[] = {
      {{.what = "greeting"}, 0},
      {{.what = "READY"}, 64},
      {{.what = "PING", .number = 2}, second_ping},
      {{.what = "frame"}, push.size() + ping.size()},
      {{.side = Side::connecting, .what = "frame", .number = 2}, all.size() - hello.size()},
      {{.what = "SUBSCRIBE"}, push.size() + ping.size() + hello.size()},
      {{.what = "octets", .number = 71}, 70},
      {{.what = "octets"}, 0},
  };
  for (const auto& [where, position] : places) {
    const auto verb = relay->hold(where);
    ASSERT_TRUE(verb);
    join();
    client.send(all);
    const Event held = await(Kind::held);
    EXPECT_EQ(held.number, *verb);
    EXPECT_EQ(held.connection, connection);
    EXPECT_EQ(held.side, Side::connecting);
    EXPECT_EQ(held.octets, position) << where.what;
    expect_only(all.substr(0, position));
    EXPECT_EQ(loop->look().kept_octets, all.size() - position);
    ASSERT_TRUE(relay->release({std::nullopt, connection}));
    EXPECT_EQ(server.receive(all.size() - position), all.substr(position));
    EXPECT_EQ(await(Kind::released).number, *verb);
    client.close();
  }
}

TEST_P(RelayVerbs, HoldsAtTheRightOctetAtAnySplit) {
  const std::string all = push + hello + ping + hello;
  const std::size_t position = all.size() - hello.size() - ping.size();
  for (std::size_t split = 1; split < all.size(); split += split < 12 || split > position - 4 ? 1 : 17) {
    ASSERT_TRUE(relay->hold({.what = "PING"}));
    join();
    client.send(all.substr(0, split));
    EXPECT_EQ(server.receive(std::min(split, 64 + (split > 64 ? push.size() - 64 : 0)) > 64 ? 64 : 0).size() % 64, 0U);
    client.send(all.substr(split));
    EXPECT_EQ(await(Kind::held).octets, position);
    client.half_close();
    await(Kind::closed);
    await_rest();
    ASSERT_TRUE(relay->release());
    server.receive_all();
    EXPECT_EQ(server.end(), "fin");
    server.close();
    client.receive_all();
  }
}

TEST_P(RelayVerbs, KnowsSubscriptionsThatAreMessages) {
  const std::string subscribe = wire::encode_frame("\x01topic");
  const std::string cancel = wire::encode_frame(std::string("\0topic", 6));
  const std::string not_first = wire::encode_frame("x", true) + subscribe;
  const std::string sub = null_greeting() + ready("SUB");
  ASSERT_TRUE(relay->hold({.what = "SUBSCRIBE", .number = 2}));
  ASSERT_TRUE(relay->hold({.what = "CANCEL"}));
  join();
  client.send(sub + subscribe + not_first + subscribe + hello + cancel);
  EXPECT_EQ(await(Kind::held).octets, sub.size() + subscribe.size() + not_first.size());
  expect_only(sub + subscribe + not_first);
  ASSERT_TRUE(relay->release());
  expect_only(subscribe + hello);
  EXPECT_EQ(await(Kind::held).octets, (sub + subscribe + not_first + subscribe + hello).size());
  client.close();

  // Who is no SUB sends messages that begin with any octet.
  ASSERT_TRUE(relay->hold({.what = "SUBSCRIBE"}));
  join();
  client.send(push + subscribe);
  expect_only(push + subscribe);
}

TEST_P(RelayVerbs, FindsWhatWaitsBehindAHold) {
  ASSERT_TRUE(relay->hold({.what = "READY"}));
  join();
  client.send(push + hello + hello);
  await(Kind::held);
  await_rest();
  ASSERT_TRUE(relay->hold({.what = "frame", .number = 2}));
  const auto cut = relay->cut(Point::within({.what = "frame", .number = 2}, 3), Ending::fin);
  ASSERT_TRUE(cut);
  ASSERT_TRUE(relay->release());
  expect_only(push + hello);
  EXPECT_EQ(await(Kind::held).octets, (push + hello).size());
  ASSERT_TRUE(relay->release());
  EXPECT_EQ(server.receive_all(), hello.substr(0, 3));
  EXPECT_EQ(await(Kind::cut).number, *cut);
  EXPECT_EQ(relay->hold({.connection = 1, .what = "octets"}).error().code, "no-connection");
}

TEST_P(RelayVerbs, KeepsBackNothingThatASideWaitsFor) {
  // libzmq sends its signature, and the rest of its greeting when it has the other's.
  ASSERT_TRUE(relay->hold({.what = "READY"}));
  ASSERT_TRUE(relay->stall(Point::within({.what = "greeting"}, 63)));
  join();
  client.send(null_greeting().substr(0, 10));
  EXPECT_EQ(server.receive(10), null_greeting().substr(0, 10));
  client.send(null_greeting().substr(10, 1));
  EXPECT_EQ(server.receive(1), null_greeting().substr(10, 1));
  client.send(null_greeting().substr(11));
  EXPECT_EQ(await(Kind::stalled).octets, 63U);
  EXPECT_EQ(server.receive(52), null_greeting().substr(11, 52));
}

TEST_P(RelayVerbs, KeepsBackOctetsOnlyWhileAVerbIsArmed) {
  join();
  const auto verb = relay->hold({.side = Side::connecting, .what = "PING"});
  const auto other_way = relay->hold({.side = Side::listening, .what = "PING"});
  ASSERT_TRUE(verb && other_way);
  client.send(push + ping.substr(0, 1));
  expect_only(push);
  EXPECT_EQ(loop->look().kept_octets, 1U);
  ASSERT_TRUE(relay->disarm(*verb));
  EXPECT_EQ(server.receive(1), ping.substr(0, 1));
  client.send(ping.substr(1));
  EXPECT_EQ(server.receive(ping.size() - 1), ping.substr(1));

  // A verb for whoever is first, and the other side's octets that waited for it.
  ASSERT_TRUE(relay->disarm(*other_way));
  ASSERT_TRUE(relay->hold({.what = "PING"}));
  client.send(hello + hello.substr(0, 1));
  expect_only(hello);
  server.send(push + ping);
  EXPECT_EQ(await(Kind::held).side, Side::listening);
  EXPECT_EQ(server.receive(1), hello.substr(0, 1));
}

TEST_P(RelayVerbs, SaysWhatCannotBeMet) {
  join();
  client.send(push + hello);
  EXPECT_EQ(server.receive((push + hello).size()), push + hello);
  server.send(push);
  EXPECT_EQ(client.receive(push.size()), push);
  const Where gone{.connection = 1, .what = "READY", .number = 1};
  EXPECT_EQ(relay->hold(gone).error().code, "already-passed");
  EXPECT_EQ(relay->hold({.side = Side::connecting, .connection = 1, .what = "octets", .number = 3}).error().code,
            "already-passed");
  EXPECT_TRUE(relay->hold({.connection = 2, .what = "READY", .number = 1}));
  EXPECT_EQ(relay->hold({}).error().code, "unknown-what");
  EXPECT_EQ(relay->release({std::nullopt, 7}).error().code, "no-connection");
  EXPECT_TRUE(relay->disarm(12345));
}

TEST_P(RelayVerbs, CutsAtAnOctetByFinOrReset) {
  const std::string all = push + hello + hello;
  const std::size_t frame = push.size();
  const std::pair<Point, std::size_t> places[] = {
      {Point::after({.what = "READY"}), push.size()},
      {Point::after({.what = "greeting"}), 64},
      {Point::within({.what = "greeting"}, 5), 5},
      {Point::within({.what = "greeting"}, 40), 40},
      {Point::within({.what = "frame", .number = 2}, 3), frame + hello.size() + 3},
      {Point::within({.what = "frame"}, 0), frame},
      {Point::within({.what = "frame"}, 999), frame + hello.size()},
      {Point::after({.what = "octets", .number = 66}), 66},
  };
  for (const Ending ending : {Ending::fin, Ending::rst}) {
    for (const auto& [point, position] : places) {
      join();
      server.send(null_greeting());
      EXPECT_EQ(client.receive(64), null_greeting());
      Point mine = point;
      mine.where.connection = connection;
      mine.where.side = Side::connecting;
      const auto verb = relay->cut(mine, ending);
      ASSERT_TRUE(verb) << verb.error().sentence;
      client.send(all);
      EXPECT_EQ(server.receive_all(), all.substr(0, position));
      EXPECT_EQ(server.end(), is_tcp() && ending == Ending::rst ? "rst" : "fin");
      const Event cut = await(Kind::cut);
      EXPECT_EQ(cut.number, *verb);
      EXPECT_EQ(cut.connection, connection);
      EXPECT_EQ(cut.passed, (std::array<std::uint64_t, 2>{position, 64}));
      EXPECT_EQ(client.receive_all(), "");
      EXPECT_EQ(client.end(), is_tcp() && ending == Ending::rst ? "rst" : "fin");
      EXPECT_EQ(cut.note, "");
    }
  }
}

TEST_P(RelayVerbs, CutsAtOnceWhatStands) {
  join();
  Plain first_client = std::move(client);
  Plain first_server = std::move(server);
  join();
  ASSERT_TRUE(relay->cut(Point::at_once({std::nullopt, 1})));
  EXPECT_EQ(await(Kind::cut).connection, 1U);
  EXPECT_EQ(first_client.receive_all() + first_server.receive_all(), "");
  client.send("the second stands");
  EXPECT_EQ(server.receive(17), "the second stands");
  ASSERT_TRUE(relay->cut(Point::at_once(), Ending::rst));
  const Event cut = await(Kind::cut);
  EXPECT_EQ(cut.connection, 2U);
  EXPECT_EQ(cut.passed[0], 17U);
  EXPECT_EQ(client.receive_all() + server.receive_all(), "");
  join();
  client.send("a third comes");
  EXPECT_EQ(server.receive(13), "a third comes");
}

TEST_P(RelayVerbs, EndAtOnceWhoeverElseHasTheDescriptors) {
  for (const Ending ending : {Ending::rst, Ending::fin}) {
    join();
    const Copies copies;
    ASSERT_TRUE(relay->cut(Point::at_once(), ending));
    EXPECT_EQ(client.receive_all() + server.receive_all(), "");
    EXPECT_EQ(client.end(), is_tcp() && ending == Ending::rst ? "rst" : "fin");
    EXPECT_EQ(server.end(), client.end());
  }
  const Copies copies;
  ASSERT_TRUE(relay->refuse());
  EXPECT_NE(Plain::connected(endpoint).error(), 0);
  ASSERT_TRUE(relay->accept());
  join();
}

TEST_P(RelayVerbs, AFinStaysAFinWhateverTheSideStillSends) {
  join();
  ASSERT_TRUE(relay->cut(Point::after({.what = "greeting"})));
  client.send(null_greeting() + std::string(100'000, 'u'));
  EXPECT_EQ(server.receive_all(), null_greeting());
  EXPECT_EQ(server.end(), "fin");
  EXPECT_EQ(client.receive_all(), "");
  EXPECT_EQ(client.end(), "fin");
  client.send(std::string(100'000, 'v'));
  client.close();
  server.close();
  await_rest();
  EXPECT_EQ(loop->look().descriptors.size(), 1U);  // the listener
}

TEST_P(RelayVerbs, AStalledConnectionIsHalfOpen) {
  join();
  client.send("seen");
  EXPECT_EQ(server.receive(4), "seen");
  const auto verb = relay->stall(Point::at_once(), true);
  ASSERT_TRUE(verb);
  EXPECT_EQ(await(Kind::stalled, Side::connecting).octets, 4U);
  EXPECT_EQ(await(Kind::stalled, Side::listening).number, *verb);
  client.send("unseen");
  server.send("unheard");
  client.half_close();
  EXPECT_EQ(await(Kind::closed).octets, 10U);  // the relay sees it, and the other side does not
  const Quiet quiet = await_rest();
  EXPECT_EQ(quiet.kept_octets, 13U);
  EXPECT_FALSE(server.has_input());
  EXPECT_FALSE(client.has_input());
  ASSERT_TRUE(relay->resume({Side::connecting}));
  EXPECT_EQ(server.receive_all(), "unseen");
  EXPECT_EQ(server.end(), "fin");
  EXPECT_EQ(await(Kind::resumed).number, *verb);
  ASSERT_TRUE(relay->resume());
  EXPECT_EQ(client.receive(7), "unheard");
}

TEST_P(RelayVerbs, StallsAtAPointOneWayOrBoth) {
  for (const bool both_ways : {false, true}) {
    ASSERT_TRUE(relay->stall(Point::within({Side::connecting, 0, "frame"}, 4), both_ways));
    join();
    client.send(push + hello);
    EXPECT_EQ(await(Kind::stalled, Side::connecting).octets, push.size() + 4);
    if (both_ways) await(Kind::stalled, Side::listening);
    expect_only(push + hello.substr(0, 4));
    server.send("back");
    EXPECT_EQ(client.receive(both_ways ? 0 : 4), both_ways ? "" : "back");
    await_rest();
    EXPECT_EQ(client.has_input(), false);
    ASSERT_TRUE(relay->resume());
    EXPECT_EQ(server.receive(hello.size() - 4), hello.substr(4));
    EXPECT_EQ(client.receive(both_ways ? 4 : 0), both_ways ? "back" : "");
  }
}

TEST_P(RelayVerbs, AResetOfAStalledSideIsKeptBack) {
  join();
  ASSERT_TRUE(relay->stall(Point::at_once({Side::connecting})));
  server.send("unread");
  ASSERT_TRUE(client.wait(POLLIN));
  client.reset();
  await(Kind::reset, Side::connecting);
  server.send("into the void");
  await_rest();
  EXPECT_FALSE(server.has_input());
  ASSERT_TRUE(relay->resume());
  server.receive_all();
  EXPECT_EQ(server.end(), is_tcp() ? "rst" : "fin");
}

TEST_P(RelayVerbs, WhatWasCutBeforeTheTargetCameStaysCut) {
  Plain nobody = Plain::refusing(any_endpoint());
  Relay waiting(*loop, {});
  Plain side = Plain::connected(*waiting.open(any_endpoint(), nobody.endpoint()));
  await(Kind::refused);
  ASSERT_TRUE(waiting.cut(Point::at_once()));
  EXPECT_EQ(await(Kind::cut).passed, (std::array<std::uint64_t, 2>{0, 0}));
  EXPECT_EQ(side.receive_all(), "");
  EXPECT_EQ(side.end(), "fin");
  EXPECT_EQ(loop->look().trying_again, 0U);
}

}  // namespace
}  // namespace zassay::link
