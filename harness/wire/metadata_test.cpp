#include "wire/metadata.hpp"

#include <gtest/gtest.h>

#include "wire/test_octets.hpp"

namespace zassay::wire {
namespace {

/// "Socket-Type" = "DEALER", "Identity" = "": RFC 37, "Connection Metadata", octet by octet.
const char* const dealer = "0b 536f636b65742d54797065 00000006 4445414c4552 08 4964656e74697479 00000000";

TEST(Metadata, IsWrittenAndReadAsTheGrammarHasIt) {
  const Metadata metadata = {{"Socket-Type", "DEALER"}, {"Identity", ""}};
  EXPECT_EQ(encode_metadata(metadata), from_hex(dealer));
  EXPECT_EQ(parse_metadata(octets_of(from_hex(dealer))), metadata);
  EXPECT_EQ(encode_ready(metadata), from_hex("05 5245414459") + from_hex(dealer));
  EXPECT_EQ(parse_metadata({}), Metadata{});
}

TEST(Metadata, NamesHaveNoCase) {
  const Metadata metadata = {
      {"socket-TYPE", "PUB"}, {"a", "1"}, {"Socket-Type", "SUB"}, {"A", "2"}, {"B", ""}, {"a", "3"}};
  EXPECT_EQ(find_property(metadata, "Socket-Type"), "PUB");
  EXPECT_EQ(find_property(metadata, "Identity"), std::nullopt);
  EXPECT_EQ(repeated_names(metadata), (std::vector<std::string>{"socket-TYPE", "a"}));
}

TEST(Metadata, EachFaultHasANameAndItsOffset) {
  const struct {
    const char* hex;
    const char* code;
    std::uint64_t offset;
  } faults[] = {
      {"00 00000000", "property-name-empty", 50},           {"02 41", "property-name-too-long", 50},
      {"02 4120 00000000", "property-name-letters", 52},    {"01 41", "property-value-missing", 52},
      {"01 41 000000", "property-value-missing", 52},       {"01 41 80000000", "property-value-size", 52},
      {"01 41 00000002 61", "property-value-too-long", 52}, {"01 41 7fffffff", "property-value-too-long", 52},
      {"01 41 00000001 61 00", "property-name-empty", 57},
  };
  for (const auto& expected : faults) {
    const auto metadata = parse_metadata(octets_of(from_hex(expected.hex)), 50);
    ASSERT_FALSE(metadata) << expected.hex;
    EXPECT_EQ(metadata.error().code, expected.code) << expected.hex;
    EXPECT_EQ(metadata.error().offset, expected.offset) << expected.hex;
  }
}

}  // namespace
}  // namespace zassay::wire
