#include "wire/frame.hpp"

#include <gtest/gtest.h>

#include "wire/test_octets.hpp"

namespace zassay::wire {
namespace {

std::string header_hex(std::uint8_t flags, std::uint64_t size, Framing framing, bool force_long = false) {
  return to_hex(text_of(encode_frame_header(flags, size, framing, force_long).view()));
}

/// RFC 37, "Framing": flags, and a size of one octet up to 255, else of eight.
TEST(Frame, HeadersOfZmtp3) {
  EXPECT_EQ(header_hex(0, 0, Framing::v3), "0000");
  EXPECT_EQ(header_hex(flag_more, 255, Framing::v3), "01ff");
  EXPECT_EQ(header_hex(flag_more, 256, Framing::v3), "030000000000000100");
  EXPECT_EQ(header_hex(flag_command, 5, Framing::v3), "0405");
  EXPECT_EQ(header_hex(flag_command, 1 << 16, Framing::v3), "060000000000010000");
  EXPECT_EQ(header_hex(0, INT64_MAX, Framing::v3), "027fffffffffffffff");
  EXPECT_EQ(header_hex(flag_long, 1, Framing::v3), "020000000000000001") << "long although it need not be";
  EXPECT_EQ(header_hex(0xF8, 1, Framing::v3), "f801") << "reserved flags are sent as they are";
}

/// RFC 13, "The Framing Layer": the length counts the flags octet; 255 and more stand behind 0xFF.
TEST(Frame, HeadersOfZmtp1) {
  EXPECT_EQ(header_hex(0, 0, Framing::v1), "0100");
  EXPECT_EQ(header_hex(flag_more, 253, Framing::v1), "fe01");
  EXPECT_EQ(header_hex(0, 254, Framing::v1), "ff00000000000000ff00");
  EXPECT_EQ(header_hex(flag_more, 0, Framing::v1, true), "ff000000000000000101");
}

struct Read {
  const char* hex;
  Framing framing;
  std::uint64_t size;
  int octets;
  int flags;
};

TEST(Frame, HeadersAreReadAtTheirLastOctet) {
  const Read headers[] = {
      {"0000", Framing::v3, 0, 2, 0},
      {"01ff", Framing::v2, 255, 2, 1},
      {"030000000000000100", Framing::v3, 256, 9, 3},
      {"060000000000000005", Framing::v3, 5, 9, 6},
      {"0100", Framing::v1, 0, 2, 0},
      {"fe01", Framing::v1, 253, 2, 1},
      {"ff00000000000000ff00", Framing::v1, 254, 10, 0},
      {"ff00000000000000017f", Framing::v1, 0, 10, 0x7F},
      {"00", Framing::v1, 0, 1, 0},
      {"ff0000000000000000", Framing::v1, 0, 9, 0},
  };
  for (const Read& expected : headers) {
    const std::string octets = from_hex(expected.hex);
    for (std::size_t count = 0; count < octets.size(); ++count) {
      EXPECT_FALSE(read_frame_header(octets_of(octets).first(count), expected.framing)) << expected.hex;
    }
    const std::string longer = octets + "body";
    const auto header = read_frame_header(octets_of(longer), expected.framing);
    ASSERT_TRUE(header) << expected.hex;
    EXPECT_EQ(header->size, expected.size) << expected.hex;
    EXPECT_EQ(header->octets, expected.octets) << expected.hex;
    EXPECT_EQ(header->flags, expected.flags) << expected.hex;
    EXPECT_EQ(header->is_long, header->octets > 2) << expected.hex;
  }
}

struct Fault {
  const char* hex;
  Framing framing;
  const char* code;
  std::uint64_t offset;
};

TEST(Frame, EachFaultHasANameAndItsOffset) {
  const Fault faults[] = {
      {"0800", Framing::v3, "reserved-flags", 100},
      {"8401", Framing::v3, "reserved-flags", 100},
      {"0400", Framing::v2, "reserved-flags", 100},
      {"0202", Framing::v1, "reserved-flags", 101},
      {"ff00000000000000ff80", Framing::v1, "reserved-flags", 109},
      {"028000000000000000", Framing::v3, "size-too-large", 101},
      {"02ffffffffffffffff", Framing::v3, "size-too-large", 101},
      {"ff800000000000000000", Framing::v1, "size-too-large", 101},
      {"0033", Framing::v3, "frame-too-large", 101},
      {"020000000000000033", Framing::v3, "frame-too-large", 101},
      {"3400", Framing::v1, "frame-too-large", 100},
      {"ff000000000000003400", Framing::v1, "frame-too-large", 101},
  };
  for (const Fault& expected : faults) {
    const std::string octets = from_hex(expected.hex);
    const auto header = read_frame_header(octets_of(octets), expected.framing);
    ASSERT_TRUE(header) << expected.hex;
    const auto fault = fault_of(*header, expected.framing, 100, 50);
    ASSERT_TRUE(fault) << expected.hex;
    EXPECT_EQ(fault->code, expected.code) << expected.hex;
    EXPECT_EQ(fault->offset, expected.offset) << expected.hex;
  }
}

TEST(Frame, NoFaultUpToTheLimits) {
  FrameHeader header;
  header.octets = 9;
  header.size = INT64_MAX;
  EXPECT_FALSE(fault_of(header, Framing::v3, 0));
  header.flags = 0x7F;
  EXPECT_FALSE(fault_of(header, Framing::v1, 0, UINT64_MAX, true)) << "flags of an identity are not looked at";
  EXPECT_TRUE(fault_of(header, Framing::v3, 0, UINT64_MAX, true));
}

}  // namespace
}  // namespace zassay::wire
