#include "wire/greeting.hpp"

#include <gtest/gtest.h>

#include "wire/test_octets.hpp"

namespace zassay::wire {
namespace {

using Finding = GreetingReader::Finding;

/// RFC 37, "Formal Grammar", octet by octet.
TEST(Greeting, IsWrittenAsTheGrammarHasIt) {
  Greeting greeting;
  greeting.set_mechanism("CURVE");
  greeting.as_server = 1;
  EXPECT_EQ(to_hex(encode(greeting)),
            "ff00000000000000007f"
            "0301"
            "4355525645000000000000000000000000000000"
            "01"
            "00000000000000000000000000000000000000000000000000000000000000");
  EXPECT_EQ(encode(greeting).size(), 64U);
  EXPECT_EQ(greeting.mechanism_name(), "CURVE");
}

/// RFC 15, "Formal Grammar": signature, revision 1, socket type 7 (PULL).
TEST(Greeting, OfZmtp20HasARevisionAndASocketType) {
  Greeting greeting;
  greeting.form = Greeting::Form::revision;
  greeting.major = 1;
  greeting.socket_type = 7;
  greeting.padding[7] = 1;
  EXPECT_EQ(to_hex(encode(greeting)), "ff00000000000000017f0107");
}

TEST(Greeting, EveryOctetCanBeSetAndIsReadBack) {
  std::string octets;
  for (int i = 0; i < 64; ++i) octets += static_cast<char>(i + 128);
  const Greeting full = read_greeting(octets_of(octets), Greeting::Form::full);
  EXPECT_EQ(encode(full), octets);
  EXPECT_EQ(full.signature_last, 128 + 9);
  EXPECT_EQ(full.filler.front(), 128 + 33);
  EXPECT_EQ(encode(read_greeting(octets_of(octets), Greeting::Form::revision)), octets.substr(0, 12));
}

TEST(Greeting, OfTheRfcHasNoFault) {
  for (const char* mechanism : {"NULL", "PLAIN", "CURVE", "A-B_9", "ABCDEFGHIJKLMNOPQRST"}) {
    const Greeting greeting = read_greeting(octets_of(greeting_hex(mechanism)), Greeting::Form::full);
    EXPECT_TRUE(faults_of(greeting).empty()) << mechanism;
  }
  const std::string padded = from_hex("ff 1234567890abcdef 7f") + greeting_hex("NULL").substr(10);
  EXPECT_TRUE(faults_of(read_greeting(octets_of(padded), Greeting::Form::full)).empty())
      << "the padding of the signature is not looked at";
}

TEST(Greeting, EachFaultHasANameAndItsOffset) {
  const struct {
    std::size_t offset;
    int octet;
    const char* code;
  } wrong[] = {{0, 0xFE, "signature"},
               {9, 0x7E, "signature"},
               {10, 2, "version"},
               {12, 'n', "mechanism-name"},
               {13, ' ', "mechanism-name"},
               {12, 0, "mechanism-name"},
               {18, 'X', "mechanism-padding"},
               {32, 2, "as-server"},
               {33, 1, "filler"},
               {63, 1, "filler"}};
  for (const auto& change : wrong) {
    std::string octets = greeting_hex("NULL");
    octets[change.offset] = static_cast<char>(change.octet);
    const auto faults = faults_of(read_greeting(octets_of(octets), Greeting::Form::full));
    ASSERT_FALSE(faults.empty()) << change.offset;
    EXPECT_EQ(faults.front().code, change.code);
    EXPECT_EQ(faults.front().offset, change.offset);
    EXPECT_FALSE(faults.front().sentence.empty());
  }
  Greeting old;
  old.form = Greeting::Form::revision;
  old.socket_type = 9;
  ASSERT_EQ(faults_of(old).size(), 1U);
  EXPECT_EQ(faults_of(old).front().offset, 11U);
}

/// What a reader finds in these octets, given one by one; ended where it says something else than `undecided`.
Finding found(GreetingReader& reader, const std::string& octets) {
  Octets input = octets_of(octets);
  Finding finding = Finding::undecided;
  while (!input.empty() && finding == Finding::undecided) {
    Octets one = take_front(input, 1);
    finding = reader.take(one);
  }
  return finding;
}

TEST(GreetingReader, KnowsAnUnversionedSide) {
  GreetingReader identity;
  EXPECT_EQ(found(identity, from_hex("05 00 41")), Finding::unversioned);
  EXPECT_EQ(identity.major(), 1);
  EXPECT_EQ(identity.octets().size(), 1U);
  GreetingReader long_identity;
  EXPECT_EQ(found(long_identity, from_hex("ff 0000000000000100 00 41")), Finding::unversioned);
  EXPECT_EQ(long_identity.octets().size(), 10U);
  EXPECT_EQ(long_identity.framing(), Framing::v1);
}

TEST(GreetingReader, ReadsTheVersionBeforeTheRest) {
  GreetingReader reader;
  EXPECT_EQ(found(reader, greeting_hex("NULL", 0)), Finding::versioned);
  EXPECT_EQ(reader.octets().size(), 11U);
  EXPECT_EQ(reader.major(), 3);
  const std::string rest = greeting_hex("NULL", 0).substr(11) + "frames";
  Octets input = octets_of(rest);
  EXPECT_EQ(reader.take(input), Finding::complete);
  EXPECT_EQ(text_of(input), "frames");
  EXPECT_EQ(reader.greeting().mechanism_name(), "NULL");
  EXPECT_EQ(reader.framing(), Framing::v3);
}

TEST(GreetingReader, FollowsASideThatStepsBack) {
  const std::string signature = from_hex("ff 0000000000000001 7f");
  GreetingReader to_2;
  to_2.peer_speaks(2);
  const std::string octets = signature + from_hex("03 08 00 00");
  Octets input = octets_of(octets);
  EXPECT_EQ(to_2.take(input), Finding::versioned);
  EXPECT_EQ(to_2.take(input), Finding::complete);
  EXPECT_EQ(input.size(), 2U);
  EXPECT_EQ(to_2.greeting().socket_type, 8);
  EXPECT_EQ(to_2.major(), 3);
  EXPECT_EQ(to_2.framing(), Framing::v2);

  GreetingReader to_1;
  EXPECT_EQ(found(to_1, signature), Finding::undecided);
  to_1.peer_speaks(1);
  Octets nothing;
  EXPECT_EQ(to_1.take(nothing), Finding::unversioned);
  EXPECT_EQ(text_of(to_1.octets()), signature);
  EXPECT_EQ(to_1.framing(), Framing::v1);
}

TEST(GreetingReader, TakesRevision2ForZmtp20AndRevision0ForLibzmqsOwn) {
  for (const int revision : {0, 1, 2}) {
    GreetingReader reader;
    const std::string octets = from_hex("ff 0000000000000001 7f") + static_cast<char>(revision) + from_hex("05 00");
    Octets input = octets_of(octets);
    EXPECT_EQ(reader.take(input), Finding::versioned);
    EXPECT_EQ(reader.take(input), Finding::complete);
    EXPECT_EQ(reader.major(), revision == 0 ? 0 : 2);
    EXPECT_EQ(reader.framing(), revision == 0 ? Framing::v1 : Framing::v2);
  }
}

/// libzmq goes on as in 3.1 when it reads revision 2, which RFC 37 counts as ZMTP 2.0.
TEST(GreetingReader, ANameOfAMechanismTellsThatASideDoesNotStepBack) {
  const std::string octets = greeting_hex("NULL");
  GreetingReader reader;
  reader.peer_speaks(2);
  Octets input = octets_of(octets);
  EXPECT_EQ(reader.take(input), Finding::versioned);
  EXPECT_EQ(reader.take(input), Finding::complete);
  EXPECT_TRUE(input.empty());
  EXPECT_EQ(reader.greeting().mechanism_name(), "NULL");
  EXPECT_EQ(reader.framing(), Framing::v3);
}

}  // namespace
}  // namespace zassay::wire
