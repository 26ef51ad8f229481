#include "history/delivery.hpp"

#include <gtest/gtest.h>

#include "base/bytes.hpp"

namespace zassay {
namespace {

constexpr std::uint32_t run_number = 7;

std::string stamped(std::uint64_t sequence, std::uint16_t index, std::uint16_t count, const std::string& prefix = "",
                    std::uint32_t size = 40, std::uint32_t run = run_number) {
  Stamp stamp;
  stamp.run = run;
  stamp.stream = 1;
  stamp.sequence = sequence;
  stamp.frame_index = index;
  stamp.frame_count = count;
  stamp.frame_size = size;
  return stamped_frame(stamp, prefix);
}

RecordedFrame whole(const std::string& bytes) { return {bytes, bytes.size(), {}}; }

RecordedFrame by_digest(const std::string& bytes) { return {bytes.substr(0, 128), bytes.size(), sha256_hex(bytes)}; }

Delivery decoded(const RecordedFrames& frames) {
  DeliveryContext context;
  context.run = run_number;
  context.stream_of = [](std::uint16_t number) { return number == 1 ? std::size_t{0} : no_index; };
  context.was_sent = [](std::size_t, std::uint64_t size) { return size == 40 || size == 100'000; };
  Delivery delivery;
  decode_delivery(frames, context, delivery);
  return delivery;
}

TEST(Delivery, TellsEnvelopeBodyAndTrailApart) {
  const Delivery delivery =
      decoded({whole("id"), whole(""), whole(stamped(5, 0, 2)), whole(stamped(5, 1, 2)), whole("behind")});
  EXPECT_TRUE(delivery.stamped && delivery.whole && delivery.intact && delivery.identified);
  EXPECT_EQ(delivery.identity, (MessageIdentity{0, 5}));
  EXPECT_EQ(delivery.envelope, (RecordedFrames{whole("id"), whole("")}));
  EXPECT_EQ(delivery.trail, RecordedFrames{whole("behind")});
  EXPECT_EQ(delivery.stamped_frames, 2U);
}

TEST(Delivery, FindsTheStampBehindATopic) {
  const Delivery delivery = decoded({whole(stamped(5, 0, 1, "topic"))});
  EXPECT_TRUE(delivery.whole && delivery.intact);
  EXPECT_TRUE(delivery.envelope.empty());
}

TEST(Delivery, WithoutAStampIsLiteral) {
  const Delivery delivery = decoded({whole("a"), whole("b")});
  EXPECT_FALSE(delivery.stamped);
  EXPECT_EQ(delivery.literal.size(), 2U);
  EXPECT_FALSE(decoded({}).stamped);
}

TEST(Delivery, ATornMessageSaysHow) {
  EXPECT_NE(decoded({whole(stamped(5, 0, 2))}).fault.find("1 of its 2 frames"), std::string::npos);
  EXPECT_NE(decoded({whole(stamped(5, 1, 2))}).fault.find("frame 1 of 2 stands where frame 0 belongs"),
            std::string::npos);
  const Delivery merged = decoded({whole(stamped(5, 0, 1)), whole(stamped(6, 0, 1))});
  EXPECT_FALSE(merged.whole);
  EXPECT_EQ(merged.others, (std::vector<MessageIdentity>{{0, 6}}));
  EXPECT_NE(decoded({whole(stamped(5, 0, 2)), whole("?"), whole(stamped(5, 1, 2))}).fault.find("without a stamp"),
            std::string::npos);
}

TEST(Delivery, ACorruptStampIdentifiesNothing) {
  std::string frame = stamped(5, 0, 1);
  frame[20] = static_cast<char>(frame[20] ^ 1);  // within the sequence number
  const Delivery delivery = decoded({whole(frame)});
  EXPECT_TRUE(delivery.stamped);
  EXPECT_FALSE(delivery.intact);
  EXPECT_FALSE(delivery.identified);
}

TEST(Delivery, AnotherRunIsForeignAndAnUnknownStreamAProbe) {
  const Delivery foreign = decoded({whole(stamped(5, 0, 1, "", 40, 8))});
  EXPECT_TRUE(foreign.foreign);
  EXPECT_FALSE(foreign.identified);
  Stamp stamp;
  stamp.run = run_number;
  stamp.stream = 0;
  stamp.frame_size = 32;
  EXPECT_TRUE(decoded({whole(stamped_frame(stamp, ""))}).probe);
}

TEST(Delivery, ADigestIsComparedWithTheRebuiltContent) {
  for (const std::string& topic : {std::string(), std::string("topic")}) {
    const std::string frame = stamped(300, 0, 1, topic, 100'000);
    EXPECT_TRUE(decoded({by_digest(frame)}).intact);
    std::string changed = frame;
    changed.back() = static_cast<char>(changed.back() ^ 1);
    EXPECT_FALSE(decoded({by_digest(changed)}).intact);
  }
  EXPECT_FALSE(decoded({by_digest(stamped(300, 0, 1, "", 50'000))}).intact) << "a size that was not sent";
}

/// A stamp may claim four gigabytes: nothing is rebuilt unless that size was sent.
TEST(Delivery, AHugeClaimCostsNothing) {
  std::string head = stamped(1, 0, 1, "", 200);
  head.replace(24, 4, "\xFF\xFF\xFF\xFF");
  const Delivery delivery = decoded({{head.substr(0, 128), 0xFFFFFFFF, std::string(64, 'a')}});
  EXPECT_FALSE(delivery.intact);
}

TEST(Frame, ReadsEverySpelling) {
  EXPECT_EQ(read_frame(*parse_json(R"({"b64":"aGk="})"))->bytes, "hi");
  EXPECT_EQ(read_frame(Json("hi"))->bytes, "hi");
  const auto small = read_frame(*parse_json(R"({"size":3,"generator":"cycle","first":254})"));
  EXPECT_EQ(small->bytes, std::string("\xFE\xFF\0", 3));
  const auto large = read_frame(*parse_json(R"({"size":100000,"generator":"cycle","first":3})"));
  EXPECT_EQ(large->sha256, sha256_hex(cycle(3, 100'000)));
  EXPECT_TRUE(same_bytes(*large, by_digest(cycle(3, 100'000))));
  EXPECT_TRUE(same_bytes(whole(cycle(3, 200)), by_digest(cycle(3, 200))));
  EXPECT_FALSE(same_bytes(*large, by_digest(cycle(4, 100'000))));
  for (const char* text :
       {"5", "{}", "[]", R"({"b64":5})", R"({"size":-1,"generator":"cycle"})", R"({"size":3,"generator":"noise"})",
        R"({"size":99999999999,"generator":"cycle"})", R"({"size":1,"head":"aGk=","sha256":""})"}) {
    EXPECT_FALSE(read_frame(*parse_json(text))) << text;
  }
}

TEST(Frame, IsDescribedForPeople) {
  EXPECT_EQ(describe(whole("hi")), "\"hi\"");
  EXPECT_EQ(describe(whole(std::string("\0\x01", 2))), "hex 0001");
  EXPECT_EQ(describe(RecordedFrames{whole("a"), whole("")}), "[\"a\", \"\"]");
  EXPECT_EQ(describe(by_digest(std::string(5000, 'x'))), "\"xxxxxxxxxxxxxxxxxxxxxxxx\"… (5000 bytes)");
}

}  // namespace
}  // namespace zassay
