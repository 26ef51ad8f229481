// Sides of a relay that never end, never read or never make sense: others are served, and memory stays where it was.
#include <random>

#include "link/peer.hpp"
#include "link/test_growth.hpp"
#include "link/test_relay.hpp"

namespace zassay::link {
namespace {

using Kind = Event::Kind;

class HostileRelay : public RelayLinkTest {};
INSTANTIATE_TEST_SUITE_P(Transports, HostileRelay, testing::Values("tcp", "ipc"), transport_name);

TEST_P(HostileRelay, PassesMoreInOneFrameThanMemoryHolds) {
  constexpr std::uint64_t size = much_octets;
  Peer reader(*loop, {.name = "reader", .reading = {.hashes = false}});
  Peer writer(*loop, {.name = "writer"});
  Relay between(*loop, {});
  ASSERT_TRUE(between.hold({.what = "PING"}));
  ASSERT_TRUE(writer.connect(*between.open(any_endpoint(), *reader.listen(any_endpoint()))));
  for (int opened = 0; opened < 3; ++opened) await(Kind::opened);
  const Growth growth;
  const auto header = wire::encode_frame_header(0, size, wire::Framing::v3);
  Payload payload(null_greeting() + std::string(wire::text_of(header.view())));
  ASSERT_TRUE(writer.send(payload.append(Payload::repeated("0123456789abcdef", size))));
  std::size_t most = 0;
  bool is_whole = false;
  for (int step = 0; step < 1000 && !is_whole; ++step) {
    pollfd asked{loop->wake_descriptor(), POLLIN, 0};
    ::poll(&asked, 1, 100);
    most = std::max(most, growth.octets());
    while (const auto event = loop->next_event()) {
      const bool is_frame = event->kind == Kind::item && event->item.kind == wire::Item::Kind::frame;
      is_whole = is_whole || (event->name == "reader" && is_frame && event->item.complete);
    }
  }
  EXPECT_TRUE(is_whole);
  EXPECT_LT(most, 16 * mib);
}

TEST_P(HostileRelay, IsNotHeldUpByASideThatNeverReads) {
  const Growth growth;
  std::deque<Plain> silent;
  for (int i = 0; i < 8; ++i) {
    join();
    client.send(null_greeting());
    const std::string octets(65536, 'n');
    while (client.send_at_once(octets) > 0 || loop->look().moving()) {
    }
    silent.push_back(std::move(client));
    silent.push_back(std::move(server));
  }
  const Quiet quiet = loop->look();
  EXPECT_GT(quiet.blocked_octets, 0U);
  EXPECT_EQ(quiet.unwritten_octets, 0U);
  EXPECT_LT(growth.octets(), 32 * mib);
  join();
  client.send("served");
  EXPECT_EQ(server.receive(6), "served");
}

TEST_P(HostileRelay, KeepsLittleOfWhatItHolds) {
  ASSERT_TRUE(relay->hold({.what = "NEVER"}));  // is looked for in each frame, and not again in those that wait
  ASSERT_TRUE(relay->hold({.what = "frame"}));
  join();
  const Growth growth;
  const std::string frame("\0\2..", 4);
  std::string frames;
  while (frames.size() < 4 * mib) frames += frame;
  client.send(null_greeting());
  const std::size_t sent = client.send_at_once(frames);
  EXPECT_GT(sent, 0U);
  await(Kind::held);
  EXPECT_LE(loop->look().kept_octets, 2 * mib);
  EXPECT_LT(growth.octets(), 512 * mib);  // most of it the events, which nobody takes
  ASSERT_TRUE(relay->release());
  client.half_close();
  std::size_t got = 0;
  while (server.end().empty()) {
    got += server.receive(4096).size();
    while (loop->next_event()) {
    }
  }
  EXPECT_EQ(got, 64 + sent);
}

TEST_P(HostileRelay, PassesGarbageAsItIsWhateverIsArmed) {
  std::mt19937 random(5);
  std::uniform_int_distribution<int> any(0, 255);
  ASSERT_TRUE(relay->hold({.what = "NEVER"}));
  ASSERT_TRUE(relay->change([](const wire::Item&, std::string octets) { return octets; }));
  for (int i = 0; i < 50; ++i) {
    join();
    std::string octets(i % 2 == 0 ? "" : null_greeting());
    for (int count = 0; count < 3000; ++count) octets.push_back(static_cast<char>(any(random)));
    for (std::size_t at = 0; at < octets.size(); at += 700) client.send(octets.substr(at, 700));
    client.half_close();
    const std::string got = server.receive_all();
    // An item that is not complete may be kept back for its change; the rest is there, in its order.
    EXPECT_EQ(got, octets.substr(0, got.size()));
    server.close();
    client.receive_all();
  }
}

TEST_P(HostileRelay, ForgetsConnectionsThatEnded) {
  const auto come_and_go = [this](int times) {
    for (int i = 0; i < times; ++i) {
      join();
      client.send("x");
      EXPECT_EQ(server.receive(1), "x");
      is_tcp() ? client.reset() : client.close();
      server.receive_all();
      server.close();
      passed.clear();
    }
  };
  come_and_go(50);
  const Growth growth;
  come_and_go(500);
  EXPECT_LT(growth.octets(), 4 * mib);
  await_rest();
  join();
  EXPECT_EQ(loop->look().descriptors.size(), 3U);
}

}  // namespace
}  // namespace zassay::link
