#include <gtest/gtest.h>

#include "base/bytes.hpp"
#include "wire/command.hpp"
#include "wire/item.hpp"
#include "wire/metadata.hpp"
#include "wire/test_octets.hpp"

namespace zassay::wire {
namespace {

using Texts = std::vector<std::string>;

Texts texts(const std::vector<Item>& items) {
  Texts all;
  for (const Item& item : items) all.push_back(to_text(item));
  return all;
}

Texts told(const std::string& octets, std::optional<int> peer = {}, std::size_t piece = SIZE_MAX) {
  ItemReader reader;
  if (peer) reader.peer_speaks(*peer);
  return texts(items_of(reader, octets, piece));
}

TEST(ItemReader, TellsEachThingTwice) {
  const std::string octets =
      greeting_hex("NULL") + encode_command("READY", "xyz") + encode_frame("abc", true) + encode_frame("");
  const Texts expected = {"0 … greeting 3",      "0 greeting 3",      "64 … command READY 2+9", "64 command READY 2+9",
                          "75 … frame 2+3 more", "75 frame 2+3 more", "80 … frame 2+0",         "80 frame 2+0"};
  for (const std::size_t piece : {SIZE_MAX, std::size_t{1}, std::size_t{2}, std::size_t{7}, std::size_t{65}}) {
    EXPECT_EQ(told(octets, {}, piece), expected) << piece;
  }
}

TEST(ItemReader, TakesNoMoreThanWhatItTells) {
  const std::string octets = greeting_hex("NULL") + encode_command("SUBSCRIBE", "topic") + encode_frame("abc");
  ItemReader reader;
  Octets input = octets_of(octets);
  std::vector<std::uint64_t> taken;
  while (reader.next(input)) taken.push_back(reader.octets());
  EXPECT_EQ(taken, (std::vector<std::uint64_t>{11, 64, 64 + 2 + 10, 64 + 17, 81 + 3, 81 + 5}));
  EXPECT_EQ(reader.major(), 3);
}

TEST(ItemReader, KeepsTheFrontOfABodyAndItsDigest) {
  const std::string body = cycle(1, 1000);
  ItemReader reader({.kept_octets = 10, .largest_octets = 1000});
  const auto items = items_of(reader, greeting_hex("NULL") + encode_frame(body) + encode_frame("0123456789"), 300);
  ASSERT_EQ(items.size(), 6U);
  EXPECT_EQ(items[2].body, body.substr(0, 1));
  EXPECT_TRUE(items[3].is_long);
  EXPECT_EQ(items[3].body_octets, 1000U);
  EXPECT_EQ(items[3].body, body.substr(0, 10));
  EXPECT_EQ(items[3].sha256, sha256_hex(body));
  EXPECT_EQ(items[5].body, "0123456789");
  EXPECT_EQ(items[5].sha256, "") << "nothing of it is missing";
}

TEST(ItemReader, KnowsANameThatItMayNotKeep) {
  ItemReader reader({.kept_octets = 2, .largest_octets = 1000});
  const auto items = items_of(reader, greeting_hex("NULL") + encode_command("READY", "xyz"), 3);
  EXPECT_EQ(items.back().name, "READY");
  EXPECT_EQ(items.back().body, from_hex("05 52"));
}

/// A 1.0 side begins with the frame of its identity: RFC 13, "The Connection Layer".
TEST(ItemReader, FollowsZmtp1) {
  const std::string frames = encode_frame("m1", true, Framing::v1) + encode_frame("", false, Framing::v1) +
                             from_hex("00") + encode_frame(std::string(254, 'x'), false, Framing::v1);
  const Texts rest = {"4 frame 2+2 more", "8 frame 2+0", "10 frame 1+0", "11 frame 10+254"};
  for (const std::size_t piece : {SIZE_MAX, std::size_t{1}, std::size_t{3}}) {
    ItemReader reader;
    const auto items = items_of(reader, from_hex("03 ff 6964") + frames, piece);
    EXPECT_EQ(reader.major(), 1);
    EXPECT_EQ(items[0].body, "i");
    Texts complete = complete_texts(items);
    EXPECT_EQ(complete.front(), "0 frame 2+2") << "the flags of an identity are not looked at, nor is MORE";
    complete.erase(complete.begin());
    EXPECT_EQ(complete, rest);
  }
}

TEST(ItemReader, FollowsALongIdentityOfZmtp1) {
  const std::string octets = from_hex("ff 0000000000000005 00 6162 6364") + encode_frame("m", false, Framing::v1);
  EXPECT_EQ(told(octets, {}, 1), told(octets));
  EXPECT_EQ(told(octets), (Texts{"0 … frame 10+4", "0 frame 10+4", "14 … frame 2+1", "14 frame 2+1"}));
}

/// A 3.x side has sent its signature when it learns that the other speaks 1.0: RFC 37, "Backwards Interoperability".
TEST(ItemReader, FollowsASideThatStepsBackTo1) {
  const std::string signature = from_hex("ff 0000000000000003 7f");
  ItemReader reader;
  EXPECT_TRUE(items_of(reader, signature).empty());
  EXPECT_EQ(reader.major(), std::nullopt);
  reader.peer_speaks(1);
  const auto items = items_of(reader, "id" + encode_frame("m", false, Framing::v1));
  EXPECT_EQ(texts(items), (Texts{"0 … frame 10+2", "0 frame 10+2", "12 … frame 2+1", "12 frame 2+1"}));
  EXPECT_EQ(reader.octets(), 15U);

  ItemReader anonymous;
  EXPECT_TRUE(items_of(anonymous, from_hex("ff 0000000000000001 7f")).empty());
  anonymous.peer_speaks(1);
  Octets nothing;
  const auto item = anonymous.next(nothing);
  ASSERT_TRUE(item);
  EXPECT_EQ(to_text(*item), "0 … frame 10+0");
  EXPECT_EQ(to_text(*anonymous.next(nothing)), "0 frame 10+0");
  EXPECT_FALSE(anonymous.next(nothing));
}

TEST(ItemReader, FollowsZmtp2AndASideThatStepsBackToIt) {
  const std::string signature = from_hex("ff 0000000000000001 7f");
  const std::string frames = from_hex("00 00") + encode_frame(std::string(256, 'x'), false, Framing::v2);
  const Texts rest = {"12 … frame 2+0", "12 frame 2+0", "14 … frame 9+256", "14 frame 9+256"};
  Texts native = {"0 … greeting 1 type 5", "0 greeting 1 type 5"};
  native[0] = "0 … greeting 1 type 0";  // the type comes behind the version
  native.insert(native.end(), rest.begin(), rest.end());
  EXPECT_EQ(told(signature + from_hex("01 05") + frames), native);
  Texts stepped = {"0 … greeting 3 type 0", "0 greeting 3 type 8"};
  stepped.insert(stepped.end(), rest.begin(), rest.end());
  EXPECT_EQ(told(signature + from_hex("03 08") + frames, 2), stepped);
  EXPECT_EQ(told(signature + from_hex("03 08") + frames, 2, 1), stepped);
  EXPECT_EQ(told(signature + from_hex("01 05") + from_hex("04 00")).back(), "12 malformed reserved-flags at 12");
}

TEST(ItemReader, NamesWhatItCannotFollow) {
  const std::string greeting = greeting_hex("no mechanism\xFF");
  EXPECT_EQ(told(greeting + from_hex("10 00")).back(), "64 malformed reserved-flags at 64");
  EXPECT_EQ(told(greeting + from_hex("02 8000000000000000")).back(), "64 malformed size-too-large at 65");
  EXPECT_EQ(told(greeting + from_hex("04 00")).back(), "64 malformed command-name-missing at 66");
  EXPECT_EQ(told(greeting + from_hex("04 03 03 4142")).back(), "64 malformed command-name-too-long at 66");
  EXPECT_EQ(told(greeting + from_hex("00 01 41 f9 00")).back(), "67 malformed reserved-flags at 67");
  ItemReader limited({.kept_octets = 10, .largest_octets = 100});
  const auto items = items_of(limited, greeting + from_hex("00 65") + std::string(500, 'x'), 7);
  EXPECT_EQ(to_text(items.back()), "64 malformed frame-too-large at 65") << "and nothing behind it";
  EXPECT_EQ(limited.octets(), 64U + 2 + 500);
}

TEST(ItemReader, FollowsWhatIsOnlyForbidden) {
  EXPECT_EQ(told(greeting_hex("NULL") + from_hex("05 02 01 41")).back(), "64 command A 2+2 more");
  EXPECT_EQ(told(greeting_hex("NULL") + from_hex("04 01 00")).back(), "64 command 2+1");
  EXPECT_EQ(told(greeting_hex("NULL") + from_hex("02 0000000000000001 41")).back(), "64 frame 9+1");
}

/// Whatever a size field claims, only what came takes memory.
TEST(ItemReader, BelievesNoSize) {
  ItemReader reader({.kept_octets = SIZE_MAX, .largest_octets = UINT64_MAX});
  const auto items = items_of(reader, greeting_hex("NULL") + from_hex("02 7fffffffffffffff 41 42"));
  EXPECT_EQ(to_text(items.back()), "64 … frame 9+9223372036854775807");
  EXPECT_EQ(items.back().body, "A");
}

}  // namespace
}  // namespace zassay::wire
