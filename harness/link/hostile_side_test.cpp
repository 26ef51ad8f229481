// Sides that never answer, never stop or never make sense: the loop goes on, and its memory stays where it was.
#include <sys/resource.h>

#include <random>

#include "link/peer.hpp"
#include "link/test_growth.hpp"
#include "link/test_link.hpp"

namespace zassay::link {
namespace {

using Kind = Event::Kind;
class HostileSide : public LinkTest {};
INSTANTIATE_TEST_SUITE_P(Transports, HostileSide, testing::Values("tcp", "ipc"), transport_name);

TEST_P(HostileSide, SendsMoreInOneFrameThanMemoryHolds) {
  constexpr std::uint64_t size = much_octets;
  wire::ItemReader::Limits limits;
  limits.hashes = false;
  Peer reader(*loop, {.name = "reader", .reading = limits});
  Peer writer(*loop, {.name = "writer"});
  ASSERT_TRUE(writer.connect(*reader.listen(any_endpoint())));
  await(Kind::opened);
  await(Kind::opened);
  const Growth growth;
  const auto header = wire::encode_frame_header(0, size, wire::Framing::v3);
  Payload payload(null_greeting() + std::string(wire::text_of(header.view())));
  ASSERT_TRUE(writer.send(payload.append(Payload::repeated("0123456789abcdef", size))));
  std::size_t most = 0;
  const auto is_whole = [&](const Event& event) {
    return event.kind == Kind::item && event.item.complete && event.item.kind == wire::Item::Kind::frame;
  };
  std::optional<Event> whole;
  for (int step = 0; step < 1000 && !whole; ++step) {
    pollfd asked{loop->wake_descriptor(), POLLIN, 0};
    ::poll(&asked, 1, 100);
    most = std::max(most, growth.octets());
    while (auto event = loop->next_event()) {
      if (is_whole(*event)) whole = std::move(event);
    }
  }
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->item.body_octets, size);
  EXPECT_EQ(whole->item.body.substr(0, 16), "0123456789abcdef");
  EXPECT_LT(most, 16 * mib);
}

TEST_P(HostileSide, SendsMoreItemsThanAnybodyTakes) {
  Peer reader(*loop, {.name = "reader"});
  Peer writer(*loop, {.name = "writer"});
  ASSERT_TRUE(writer.connect(*reader.listen(any_endpoint())));
  await(Kind::opened);
  await(Kind::opened);
  const Growth growth;
  constexpr std::uint64_t frames = 1'000'000;
  Payload payload(null_greeting());
  const auto send = writer.send(payload.append(Payload::repeated(wire::encode_frame("12345678"), frames * 10)));
  ASSERT_TRUE(send);
  // The writer can get no further than the reader, who waits for its events to be taken.
  Quiet before = loop->look();
  for (int same = 0; same < 1000;) {
    const Quiet now = loop->look();
    same = now.readable_octets == before.readable_octets && now.readable_octets > 0 ? same + 1 : 0;
    before = now;
  }
  EXPECT_EQ(before.sends, 1U);
  EXPECT_LT(growth.octets(), 400 * mib);
  std::uint64_t taken = 0;
  std::uint64_t end = 64;
  while (taken < frames) {
    const Event event = await_item(wire::Item::Kind::frame);
    ASSERT_EQ(event.item.offset, end);
    end += 10;
    ++taken;
    std::erase_if(passed, [](const Event& known) { return known.kind == Kind::item && !known.item.complete; });
  }
  // It was written before all of it was read.
  EXPECT_EQ(std::count_if(passed.begin(), passed.end(), [](const Event& event) { return event.kind == Kind::sent; }),
            1);
  EXPECT_LT(growth.octets(), 400 * mib);
}

TEST_P(HostileSide, NeverReads) {
  Peer peer(*loop, {});
  const std::string endpoint = *peer.listen(any_endpoint());
  std::deque<Plain> sides;
  const Growth growth;
  for (int i = 0; i < 20; ++i) {
    sides.push_back(Plain::connected(endpoint));
    await(Kind::opened);
    ASSERT_TRUE(peer.send(Payload::repeated("x", std::uint64_t{1} << 50)));
    ASSERT_TRUE(peer.send(Payload::repeated("y", 1'000), Pieces::one_octet_each()));
  }
  // Another one is served as if they were not there.
  Plain reading = Plain::connected(endpoint);
  await(Kind::opened);
  ASSERT_TRUE(peer.send("served", Pieces::one_octet_each()));
  EXPECT_EQ(reading.receive(6), "served");
  EXPECT_EQ(loop->look().sends, 40U);
  EXPECT_LT(growth.octets(), 16 * mib);
  const auto start = std::chrono::steady_clock::now();
  loop.reset();
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
  EXPECT_EQ(peer.send("x").error().code, "loop-ended");
}

TEST_P(HostileSide, TalksGarbage) {
  Peer peer(*loop, {});
  const std::string endpoint = *peer.listen(any_endpoint());
  std::mt19937 random(7);
  std::uniform_int_distribution<int> any(0, 255);
  for (int i = 0; i < 100; ++i) {
    Plain side = Plain::connected(endpoint);
    std::string octets(i % 2 == 0 ? "" : null_greeting());
    for (int count = 0; count < 3000; ++count) octets.push_back(static_cast<char>(any(random)));
    // Its end may be seen before all is sent: nobody is wronged by that.
    side.send(octets);
    side.half_close();
    EXPECT_EQ(await(Kind::closed).octets, octets.size());
    ASSERT_TRUE(peer.close());
  }
  EXPECT_EQ(peer.connections(), 100U);
}

TEST_P(HostileSide, ClaimsTheLargestFrameAndFallsSilent) {
  Peer peer(*loop, {});
  Plain side = Plain::connected(*peer.listen(any_endpoint()));
  const Growth growth;
  side.send(null_greeting() + std::string("\x02\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF!", 10));
  const auto known = [](const Event& event) {
    return event.kind == Kind::item && event.item.kind == wire::Item::Kind::frame;
  };
  EXPECT_EQ(await(known, "the frame").item.body_octets, std::uint64_t{INT64_MAX});
  EXPECT_LT(growth.octets(), 16 * mib);
}

TEST_P(HostileSide, ComesAndGoesAThousandTimes) {
  Peer peer(*loop, {});
  const std::string endpoint = *peer.listen(any_endpoint());
  const auto come_and_go = [&](int times) {
    for (int i = 0; i < times; ++i) {
      Plain side = Plain::connected(endpoint);
      await(Kind::opened);
      is_tcp() ? side.reset() : side.close();
      await(is_tcp() ? Kind::reset : Kind::closed);
      peer.close();
      passed.clear();
    }
  };
  come_and_go(100);
  const Growth growth;
  come_and_go(1000);
  EXPECT_LT(growth.octets(), 4 * mib);
  const Plain last = Plain::connected(endpoint);
  await(Kind::opened);
  EXPECT_EQ(loop->look().descriptors.size(), 2U);
}

/// Lets this process open no descriptor more, for a while.
class NoDescriptors {
 public:
  NoDescriptors() {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    const rlimit none{static_cast<rlim_t>(Descriptor(::dup(0)).get()), before_.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &none);
  }
  ~NoDescriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }
  NoDescriptors(const NoDescriptors&) = delete;
  NoDescriptors& operator=(const NoDescriptors&) = delete;

 private:
  rlimit before_{};
};

TEST_P(HostileSide, ComesWhenNoDescriptorIsLeft) {
  Peer peer(*loop, {});
  const auto address = read_endpoint(*peer.listen(any_endpoint()), Purpose::connect);
  const Plain side(open_socket(address->family(), {}));
  {
    const NoDescriptors none;
    ::connect(side.number(), address->plain(), address->size);
    EXPECT_NE(await(Kind::failed).note.find("Too many open files"), std::string::npos);
  }
  await(Kind::opened);
}

}  // namespace
}  // namespace zassay::link
