#include "wire/frame_decoder.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "wire/command.hpp"
#include "wire/generated.hpp"
#include "wire/test_octets.hpp"

namespace zassay::wire {
namespace {

/// A frame put together from its parts.
struct Whole {
  FrameHeader header;
  std::uint64_t offset = 0;
  std::string body;
  bool complete = false;
  bool operator==(const Whole&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Whole& frame) {
  return out << frame.offset << ": flags " << int{frame.header.flags} << ", " << frame.header.octets + 0 << "+"
             << frame.header.size << ", has " << frame.body.size() << (frame.complete ? "" : " so far");
}

struct Outcome {
  std::vector<Whole> frames;
  std::optional<Malformed> malformed;
  std::uint64_t octets = 0;
};

template <typename Pieces>
Outcome decoded(const Pieces& pieces, Framing framing, std::uint64_t largest = UINT64_MAX) {
  FrameDecoder decoder(framing, {.largest_octets = largest});
  Outcome outcome;
  for (const auto& piece : pieces) {
    Octets input(reinterpret_cast<const std::uint8_t*>(piece.data()), piece.size());
    while (const auto part = decoder.next(input)) {
      RC_ASSERT((part->from == 0) == (outcome.frames.empty() || outcome.frames.back().complete));
      if (part->from == 0) outcome.frames.push_back({part->header, part->offset, {}, false});
      Whole& frame = outcome.frames.back();
      RC_ASSERT(frame.body.size() == part->from);
      RC_ASSERT(!part->octets.empty() || part->header.size == 0);
      frame.body += text_of(part->octets);
      frame.complete = part->last;
      RC_ASSERT(frame.complete == (frame.body.size() == frame.header.size));
    }
    RC_ASSERT(input.empty());
  }
  outcome.malformed = decoder.malformed();
  outcome.octets = decoder.octets();
  return outcome;
}

RC_GTEST_PROP(FrameDecoderProperty, AnySplitGivesTheSameFrames, ()) {
  const Framing framing = *any_framing();
  const std::string octets = *any_stream(framing);
  const auto largest = *rc::gen::element<std::uint64_t>(256, 100000, UINT64_MAX);
  const Outcome whole = decoded(std::vector<std::string>{octets}, framing, largest);
  const Outcome split = decoded(*any_split(octets), framing, largest);
  RC_ASSERT(whole.frames == split.frames);
  RC_ASSERT(whole.malformed == split.malformed);
  RC_ASSERT(whole.octets == octets.size());
  RC_ASSERT(split.octets == octets.size());
  if (whole.malformed) {
    RC_ASSERT(whole.malformed->offset < octets.size());
    RC_ASSERT(!whole.malformed->code.empty());
  }
}

struct Sent {
  std::string body;
  bool more;
};
std::ostream& operator<<(std::ostream& out, const Sent& sent) { return out << sent.body.size() << "," << sent.more; }

RC_GTEST_PROP(FrameDecoderProperty, WhatWasEncodedIsDecoded, ()) {
  const Framing framing = *any_framing();
  const auto sent =
      *rc::gen::container<std::vector<Sent>>(rc::gen::construct<Sent>(any_body(), rc::gen::arbitrary<bool>()));
  std::string octets;
  for (const Sent& frame : sent) octets += encode_frame(frame.body, frame.more, framing);
  const Outcome outcome = decoded(*any_split(octets), framing);
  RC_ASSERT(!outcome.malformed);
  RC_ASSERT(outcome.frames.size() == sent.size());
  std::uint64_t offset = 0;
  for (std::size_t i = 0; i < sent.size(); ++i) {
    const Whole& frame = outcome.frames[i];
    RC_ASSERT(frame.complete);
    RC_ASSERT(frame.body == sent[i].body);
    RC_ASSERT(frame.header.more() == sent[i].more);
    RC_ASSERT(frame.offset == offset);
    offset += frame.header.octets + frame.header.size;
  }
}

TEST(FrameDecoder, AFrameInTheInputIsOnePartWithoutACopy) {
  const std::string octets = encode_frame(std::string(70000, 'x'), true) + encode_frame("");
  FrameDecoder decoder(Framing::v3);
  Octets input = octets_of(octets);
  const auto part = decoder.next(input);
  ASSERT_TRUE(part);
  EXPECT_TRUE(part->last);
  EXPECT_EQ(part->octets.data(), octets_of(octets).data() + 9);
  EXPECT_EQ(part->octets.size(), 70000U);
  const auto empty = decoder.next(input);
  ASSERT_TRUE(empty);
  EXPECT_TRUE(empty->last && empty->octets.empty());
  EXPECT_EQ(empty->offset, 70009U);
  EXPECT_TRUE(decoder.at_boundary());
  EXPECT_FALSE(decoder.next(input));
}

TEST(FrameDecoder, ALongBodyComesInParts) {
  FrameDecoder decoder(Framing::v3, {.largest_octets = 10}, 1000);
  const auto parts = [&decoder](const char* hex) {
    const std::string octets = from_hex(hex);
    Octets input = octets_of(octets);
    std::string text;
    while (const auto part = decoder.next(input)) {
      text += std::to_string(part->offset) + "[" + std::to_string(part->from) + "]" + to_hex(text_of(part->octets)) +
              (part->last ? ". " : " ");
    }
    return text;
  };
  EXPECT_EQ(parts("00"), "");
  EXPECT_FALSE(decoder.at_boundary());
  EXPECT_EQ(parts("05"), "");
  EXPECT_EQ(parts("61"), "1000[0]61 ");
  EXPECT_EQ(parts(""), "");
  EXPECT_EQ(parts("6263"), "1000[1]6263 ");
  EXPECT_FALSE(decoder.at_boundary());
  EXPECT_EQ(parts("6465 0101 66 00"), "1000[3]6465. 1007[0]66. ");
  EXPECT_EQ(parts("0b 01 02 03"), "");
  ASSERT_TRUE(decoder.malformed());
  EXPECT_EQ(decoder.malformed()->code, "frame-too-large");
  EXPECT_EQ(decoder.malformed()->offset, 1011U);
  EXPECT_EQ(parts("0001 61"), "") << "nothing means anything behind a malformed header";
  EXPECT_EQ(decoder.octets(), 1018U);
}

TEST(FrameDecoder, TheFlagsOfAnIdentityAreNotLookedAt) {
  FrameDecoder decoder(Framing::v1);
  const std::string octets = from_hex("02 80 41 02 80 41");
  Octets input = octets_of(octets);
  EXPECT_TRUE(decoder.next(input));
  EXPECT_FALSE(decoder.next(input));
  ASSERT_TRUE(decoder.malformed());
  EXPECT_EQ(decoder.malformed()->offset, 4U);
}

}  // namespace
}  // namespace zassay::wire
