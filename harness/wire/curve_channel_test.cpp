#include "wire/curve_channel.hpp"

#include <gtest/gtest.h>

#include "wire/test_curve.hpp"

namespace zassay::wire {
namespace {

struct Channels {
  CurveChannel client;
  CurveChannel server;
};

Channels channels() {
  Pair pair;
  EXPECT_EQ(pair.take_all(), "");
  return {pair.client->channel(), pair.server->channel()};
}

TEST(CurveChannel, CarriesMessagesBothWays) {
  Channels both = channels();
  EXPECT_EQ(both.client.next_nonce(), 3U);
  EXPECT_EQ(both.server.next_nonce(), 2U);
  for (const std::size_t size : {0, 1, 255, 256, 100000}) {
    const CurveFrame frame{static_cast<std::uint8_t>(size % 2), std::string(size, 'x')};
    const std::string sealed = both.client.seal(frame);
    EXPECT_EQ(sealed.size(), 33 + size);
    EXPECT_EQ(both.server.open(octets_of(sealed)), frame);
    EXPECT_EQ(both.client.open(octets_of(both.server.seal(frame))), frame);
  }
}

TEST(CurveChannel, NamesWhatDoesNotOpen) {
  Channels both = channels();
  const auto fault = [&both](const std::string& body) {
    const auto opened = both.server.open(octets_of(body), 50);
    return opened ? "opened" : named(opened.error());
  };
  const std::string first = both.client.seal({0, "first"});
  std::string altered = first;
  alter(altered, altered.size() - 1);
  EXPECT_EQ(fault(altered), "curve-box at 66");
  EXPECT_EQ(fault(first), "opened") << "what was refused before changed nothing";
  EXPECT_EQ(fault(first), "curve-nonce at 58") << "a replay";
  both.client.set_next_nonce(3);
  EXPECT_EQ(fault(both.client.seal({0, "again"})), "curve-nonce at 58");
  both.client.set_next_nonce(100);
  EXPECT_EQ(fault(both.client.seal({4, ""})), "curve-flags at 82");
  EXPECT_EQ(fault(both.client.seal({2, "\4PING"})), "opened");
  EXPECT_EQ(fault(both.client.seal({0, ""}).substr(0, 32)), "curve-size at 58");
  EXPECT_EQ(fault(encode_command_body("READY")), "unexpected-command at 51");
  EXPECT_EQ(fault(""), "command-name-missing at 50");
  EXPECT_EQ(fault(both.server.seal({0, ""})), "curve-nonce at 58") << "its own message sent back";
  both.server.set_next_nonce(1000);
  EXPECT_EQ(fault(both.server.seal({0, ""})), "curve-box at 66") << "the other side's prefix";
}

}  // namespace
}  // namespace zassay::wire
