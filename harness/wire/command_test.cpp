#include "wire/command.hpp"

#include <gtest/gtest.h>

#include "wire/test_octets.hpp"

namespace zassay::wire {
namespace {

TEST(Command, BodiesAndFramesByHand) {
  EXPECT_EQ(encode_command_body("PING", "x"), from_hex("04 50494e47 78"));
  EXPECT_EQ(encode_command("READY"), from_hex("04 06 05 5245414459"));
  EXPECT_EQ(encode_command("ABC", std::string(252, 'x')),
            from_hex("06 0000000000000100 03 414243") + std::string(252, 'x'));
  EXPECT_EQ(encode_frame("ab", true), from_hex("01 02 6162"));
  EXPECT_EQ(encode_frame("ab", true, Framing::v1), from_hex("03 01 6162"));
  EXPECT_EQ(encode_ping({10, "hi"}), from_hex("04 50494e47 000a 6869"));
  EXPECT_EQ(encode_pong("hi"), from_hex("04 504f4e47 6869"));
  EXPECT_EQ(encode_error("no"), from_hex("05 4552524f52 02 6e6f"));
}

TEST(Command, SubscriptionsInBothSpellings) {
  const Subscription subscribe{true, "ab"};
  const Subscription cancel{false, ""};
  EXPECT_EQ(encode(subscribe, SubscriptionSpelling::command), from_hex("04 0c 09 535542534352494245 6162"));
  EXPECT_EQ(encode(cancel, SubscriptionSpelling::command), from_hex("04 07 06 43414e43454c"));
  EXPECT_EQ(encode(subscribe, SubscriptionSpelling::message), from_hex("00 03 01 6162"));
  EXPECT_EQ(encode(cancel, SubscriptionSpelling::message), from_hex("00 01 00"));
  EXPECT_EQ(encode(cancel, SubscriptionSpelling::message, Framing::v1), from_hex("02 00 00"));

  EXPECT_EQ(parse_subscription_command(octets_of(from_hex("09 535542534352494245 6162"))), subscribe);
  EXPECT_EQ(parse_subscription_command(octets_of(from_hex("06 43414e43454c"))), cancel);
  EXPECT_EQ(parse_subscription_message(octets_of(from_hex("01 6162"))), subscribe);
  EXPECT_EQ(parse_subscription_message(octets_of(from_hex("00"))), cancel);
}

TEST(Command, ReadsNameAndData) {
  const std::string body = from_hex("05 5245414459 0102");
  const auto command = parse_command(octets_of(body));
  ASSERT_TRUE(command);
  EXPECT_EQ(command->name, "READY");
  EXPECT_EQ(to_hex(text_of(command->data)), "0102");
  EXPECT_EQ(command->data.data(), octets_of(body).data() + 6) << "not a copy";
}

TEST(Command, HeartbeatsAndErrorsAreRead) {
  EXPECT_EQ(parse_ping(octets_of(from_hex("ffff 6869"))), (Ping{65535, "hi"}));
  EXPECT_EQ(parse_ping(octets_of(from_hex("0000"))), Ping{});
  EXPECT_EQ(parse_ping(octets_of("\1\2" + std::string(16, 'c')))->context.size(), 16U);
  EXPECT_EQ(parse_pong({}), "");
  EXPECT_EQ(parse_error(octets_of(from_hex("02 6e6f"))), "no");
  EXPECT_EQ(parse_error(octets_of(from_hex("00"))), "");
}

/// The code and offset of what a parser refused, counting from 1000.
template <typename Parse>
std::string refused(Parse parse, const std::string& octets) {
  const auto result = parse(octets_of(octets), 1000);
  return result ? "accepted" : result.error().code + " at " + std::to_string(result.error().offset);
}

TEST(Command, EachFaultHasANameAndItsOffset) {
  EXPECT_EQ(refused(parse_command, ""), "command-name-missing at 1000");
  EXPECT_EQ(refused(parse_command, from_hex("00 41")), "command-name-empty at 1000");
  EXPECT_EQ(refused(parse_command, from_hex("03 4142")), "command-name-too-long at 1000");
  EXPECT_EQ(refused(parse_command, from_hex("03 414220")), "command-name-letters at 1003");
  EXPECT_EQ(refused(parse_subscription_command, from_hex("01 41")), "unknown-command at 1001");
  EXPECT_EQ(refused(parse_subscription_command, ""), "command-name-missing at 1000");
  EXPECT_EQ(refused(parse_subscription_message, ""), "subscription at 1000");
  EXPECT_EQ(refused(parse_subscription_message, from_hex("02")), "subscription at 1000");
  EXPECT_EQ(refused(parse_ping, from_hex("00")), "ping-too-short at 1000");
  EXPECT_EQ(refused(parse_ping, std::string(19, 'c')), "ping-context-too-long at 1018");
  EXPECT_EQ(refused(parse_pong, std::string(17, 'c')), "ping-context-too-long at 1016");
  EXPECT_EQ(refused(parse_error, ""), "error-reason-missing at 1000");
  EXPECT_EQ(refused(parse_error, from_hex("03 6e6f")), "error-reason-size at 1000");
  EXPECT_EQ(refused(parse_error, from_hex("01 6e6f")), "error-reason-size at 1000");
  EXPECT_EQ(refused(parse_error, from_hex("02 6e0a")), "error-reason-letters at 1002");
}

}  // namespace
}  // namespace zassay::wire
