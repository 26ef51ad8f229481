#include "link/changer.hpp"

#include <gtest/gtest.h>

#include "wire/command.hpp"

namespace zassay::link {
namespace {

std::string greeting(const std::string& mechanism = "NULL") {
  wire::Greeting greeting;
  greeting.set_mechanism(mechanism);
  return wire::encode(greeting);
}

/// Another mechanism, no PING, and frames twice.
std::string change(const wire::Item& item, std::string octets) {
  EXPECT_EQ(octets.size(), item.header_octets + item.body_octets);
  if (item.greeting) return greeting("PLAIN");
  if (item.name == "PING") return {};
  return item.kind == wire::Item::Kind::frame ? octets + octets : octets;
}

const std::string a = wire::encode_frame("a");
const std::string large = wire::encode_frame(std::string(70'000, 'l'));
const std::string sent = greeting() + wire::encode_command("PING") + a + large + a + wire::encode_command("READY");
const std::string expected = greeting("PLAIN") + a + a + large + a + a + wire::encode_command("READY");

TEST(Changer, GivesTheSameAtAnySplit) {
  for (std::size_t split = 1; split < sent.size(); split += split < 100 || split + 30 > sent.size() ? 1 : 997) {
    Changer changer(change);
    std::string got = changer.take(std::span(sent).first(split));
    got += changer.take(std::span(sent).subspan(split));
    ASSERT_TRUE(got == expected) << "split at " << split;
  }
  Changer changer(change);
  std::string got;
  for (const char& octet : sent) got += changer.take({&octet, 1});
  EXPECT_TRUE(got == expected);
}

TEST(Changer, LetsGoOnWhatTheOtherSideWaitsFor) {
  Changer changer(change);
  EXPECT_EQ(changer.take(std::span(sent).first(9)), "");
  EXPECT_EQ(changer.take(std::span(sent).subspan(9, 1)).size(), 10U);
  EXPECT_EQ(changer.take(std::span(sent).subspan(10, 1)).size(), 1U);
  EXPECT_EQ(changer.take(std::span(sent).subspan(11, 52)), "");
  EXPECT_EQ(changer.take(std::span(sent).subspan(63, 1)).size(), 53U);
}

TEST(Changer, LeavesGarbageAsItIs) {
  Changer changer([](const wire::Item&, const std::string&) { return std::string("changed"); });
  const std::string garbage = greeting() + std::string("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF garbage", 17);
  std::string got = changer.take(garbage);
  got += changer.take(garbage);
  EXPECT_EQ(got, garbage.substr(0, 11) + garbage.substr(64) + garbage);  // the greeting's change is too short
}

}  // namespace
}  // namespace zassay::link
