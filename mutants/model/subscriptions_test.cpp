#include "mutants/model/subscriptions.hpp"

#include <gtest/gtest.h>

namespace zassay::model {
namespace {

TEST(Subscriptions, ATopicIsABinaryPrefix) {
  using namespace std::string_view_literals;
  EXPECT_TRUE(is_of_topic("abc", ""));
  EXPECT_TRUE(is_of_topic("", ""));
  EXPECT_TRUE(is_of_topic("a\0b"sv, "a\0"sv));
  EXPECT_FALSE(is_of_topic("ab", "a\0"sv));
  EXPECT_FALSE(is_of_topic("ab", "abc"));
  EXPECT_FALSE(is_of_topic("xab", "ab"));
}

TEST(Subscriptions, TheLastInstanceOfATopicEndsIt) {
  Topics topics;
  topics.add("t");
  topics.add("t");
  EXPECT_FALSE(topics.remove("other"));
  EXPECT_FALSE(topics.remove("t"));
  EXPECT_TRUE(topics.any_of("topic"));
  EXPECT_TRUE(topics.remove("t"));
  EXPECT_FALSE(topics.any_of("topic"));
  EXPECT_FALSE(topics.remove("t"));
}

TEST(Subscriptions, TheFirstAndTheLastHolderOfATopicAreTold) {
  Holders holders;
  Pipe one;
  Pipe two;
  EXPECT_TRUE(holders.add("t", one));
  EXPECT_FALSE(holders.add("t", one));
  EXPECT_FALSE(holders.add("t", two));
  EXPECT_FALSE(holders.remove("u", one));
  EXPECT_FALSE(holders.remove("t", one));
  EXPECT_FALSE(holders.remove("t", one));
  EXPECT_FALSE(holders.any_of("topic", one));
  EXPECT_TRUE(holders.any_of("topic", two));
  EXPECT_TRUE(holders.remove("t", two));
}

TEST(Subscriptions, WhoLeavesEndsOnlyWhatNobodyElseHolds) {
  Holders holders;
  Pipe leaves;
  Pipe stays;
  holders.add("shared", leaves);
  holders.add("shared", stays);
  holders.add("own", leaves);
  EXPECT_EQ(holders.remove_all(leaves), std::vector<std::string>{"own"});
  EXPECT_EQ(holders.remove_all(leaves), std::vector<std::string>{});
  EXPECT_TRUE(holders.any_of("shared", stays));
}

TEST(Subscriptions, AFrameThatBeginsWithOneOrZeroIsASubscription) {
  EXPECT_TRUE(SubscriptionMessage::is_one(Frame::of("\1t")));
  EXPECT_TRUE(SubscriptionMessage::is_one(Frame::of(std::string(1, '\0'))));
  EXPECT_FALSE(SubscriptionMessage::is_one(Frame::of("\2t")));
  EXPECT_FALSE(SubscriptionMessage::is_one(Frame()));
  const SubscriptionMessage cancel = SubscriptionMessage::read(SubscriptionMessage{false, "t"}.frame());
  EXPECT_FALSE(cancel.adds);
  EXPECT_EQ(cancel.topic, "t");
}

}  // namespace
}  // namespace zassay::model
