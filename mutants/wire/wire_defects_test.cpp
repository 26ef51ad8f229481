#include "mutants/wire/wire_defects.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "link/changer.hpp"
#include "wire/command.hpp"
#include "wire/metadata.hpp"
#include "wire/test_octets.hpp"

namespace zassay {
namespace {

using namespace wire;

std::string ready(const char* type) {
  return encode_command("READY", encode_metadata({{"Socket-Type", type}, {"Identity", ""}}));
}
std::string subscription(bool subscribe, const char* topic, SubscriptionSpelling spelling) {
  return encode(Subscription{subscribe, topic}, spelling);
}
std::string message(const std::string& first, const std::string& second) {
  return encode_frame(first, true) + encode_frame(second);
}

/// What a side's octets become that come in pieces of this size.
std::string changed(const std::string& defect, const std::string& octets, std::size_t piece = SIZE_MAX) {
  link::Changer changer(wire_defect(defect).value());
  std::string out;
  for (std::size_t at = 0; at < octets.size(); at += std::min(piece, octets.size() - at)) {
    const std::string part = octets.substr(at, piece);
    out += changer.take({part.data(), part.size()});
  }
  return out;
}

/// What a side says of ZMTP 3.1 in clear text: each thing that a defect may strike.
std::string talk(const char* type) {
  const auto command = SubscriptionSpelling::command;
  const auto spelled = SubscriptionSpelling::message;
  std::string octets = greeting_hex("NULL") + ready(type) + encode_command("PING", std::string("\0\1hi", 4)) +
                       encode_command("PONG", "hi") + encode_command("ERROR", std::string("\3bad"));
  octets += subscription(true, "a", command) + subscription(false, "a", command);
  octets += subscription(true, "b", spelled) + subscription(false, "b", spelled);
  return octets + message("one", "two") + encode_frame("three") + message("four", "five") + encode_frame("");
}

/// The same under CURVE, whose boxes mean nothing here.
std::string sealed_talk() {
  const std::string box(40, '*');
  return greeting_hex("CURVE") + encode_command("WELCOME", box) + encode_command("READY", box) +
         encode_frame("\7MESSAGE" + box);
}

TEST(WireDefects, AreFoundByTheirNamesInAlphabeticalOrder) {
  const std::vector<std::string> names = wire_defect_names();
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
  EXPECT_FALSE(wire_defect("no-such-defect"));
  EXPECT_FALSE(wire_defect(""));
}

class EachDefect : public testing::TestWithParam<std::string> {
 protected:
  bool is_of_curve() const { return GetParam().starts_with("curve-"); }
};

TEST_P(EachDefect, StrikesWhatASocketSays) {
  const std::string said = is_of_curve() ? sealed_talk() : talk("XSUB");
  EXPECT_NE(changed(GetParam(), said), said);
}

TEST_P(EachDefect, StrikesTheSameHoweverTheOctetsAreCut) {
  const std::string said = is_of_curve() ? sealed_talk() : talk("XSUB");
  const std::string whole = changed(GetParam(), said);
  for (const std::size_t piece : {1, 7, 10, 64}) EXPECT_EQ(to_hex(changed(GetParam(), said, piece)), to_hex(whole));
}

TEST_P(EachDefect, StrikesEachConnectionAnew) {
  const auto change = wire_defect(GetParam()).value();
  const std::string said = is_of_curve() ? sealed_talk() : talk("XSUB");
  link::Changer first(change);
  link::Changer second(change);
  const std::string once = first.take({said.data(), said.size()});
  EXPECT_EQ(to_hex(second.take({said.data(), said.size()})), to_hex(once));
}

TEST_P(EachDefect, LeavesNeitherHandshakeNorMessagesOfCurveUnlessItIsAboutThem) {
  const bool is_about =
      is_of_curve() || GetParam().starts_with("greeting-") || GetParam() == "ready-in-a-message-frame";
  EXPECT_EQ(changed(GetParam(), sealed_talk()) == sealed_talk(), !is_about || GetParam() == "greeting-as-server");
}

INSTANTIATE_TEST_SUITE_P(All, EachDefect, testing::ValuesIn(wire_defect_names()), [](const auto& defect) {
  std::string name = defect.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST(WireDefects, OfGreetingsReachEachOctet) {
  const std::string greeting = greeting_hex("NULL");
  const auto differs_at = [&](const char* defect) {
    const std::string other = changed(defect, greeting, 10);
    return other.size() == greeting.size()
               ? std::mismatch(other.begin(), other.end(), greeting.begin()).first - other.begin()
               : -1;
  };
  EXPECT_EQ(differs_at("greeting-signature"), 9);
  EXPECT_EQ(differs_at("greeting-major"), 10);
  EXPECT_EQ(differs_at("greeting-blanks"), 16);
  EXPECT_EQ(differs_at("greeting-as-server"), 32);
  EXPECT_EQ(differs_at("greeting-filler"), 63);
}

TEST(WireDefects, OfMetadata) {
  const auto after = [](const char* defect, const char* type) {
    return changed(defect, greeting_hex("NULL") + ready(type)).substr(Greeting::full_octets);
  };
  EXPECT_EQ(after("ready-without-type", "PULL"), encode_command("READY", encode_metadata({{"Identity", ""}})));
  EXPECT_EQ(after("ready-other-type", "PULL"), ready("PAIR"));
  EXPECT_EQ(after("ready-other-type", "PAIR"), ready("PUB"));
  EXPECT_EQ(after("ready-in-a-message-frame", "PULL"), '\0' + ready("PULL").substr(1));
  EXPECT_EQ(after("ready-trailing-octet", "PULL").back(), '\0');
}

TEST(WireDefects, OfMessagesCountThemAndNotTheSubscriptions) {
  const std::string front = greeting_hex("NULL") + ready("SUB") + subscription(true, "", SubscriptionSpelling::message);
  const std::string one = message("a", "b");
  const std::string two = encode_frame("c");
  const std::string three = message("d", "e");
  const auto after = [&](const char* defect) {
    return to_hex(changed(defect, front + one + two + three).substr(front.size()));
  };
  EXPECT_EQ(after("message-dropped"), to_hex(one + three));
  EXPECT_EQ(after("message-doubled"), to_hex(one + one + two + three));
  EXPECT_EQ(after("messages-swapped"), to_hex(one + three + two));
  EXPECT_EQ(after("frame-bit-flipped"), to_hex(message("`", "c") + two + three));
  EXPECT_EQ(after("frame-more-lost"),
            to_hex(encode_frame("a") + encode_frame("b") + two + encode_frame("d") + encode_frame("e")));
  EXPECT_EQ(after("frame-more-added"),
            to_hex(encode_frame("a", true) + encode_frame("b", true) + encode_frame("c", true) +
                   encode_frame("d", true) + encode_frame("e", true)));
  EXPECT_EQ(after("subscribe-dropped"), to_hex(one + two + three).substr(2 * encode_frame("\1").size()));
}

TEST(WireDefects, OfFramesKnowWhereTheFlagsOfOldVersionsStand) {
  const std::string identity = from_hex("0100");
  const std::string frames = from_hex("0201 61 0200 62 0100");
  EXPECT_EQ(to_hex(changed("frame-reserved-flag", identity + frames)),
            "0100024161024062"
            "0140");
  EXPECT_EQ(to_hex(changed("frame-more-lost", identity + frames)), "01000200610200620100");
  EXPECT_EQ(to_hex(changed("frame-bit-flipped", identity + frames)), "01000201600200630100");
}

TEST(WireDefects, OfSubscriptionsSpellThemTheOtherWay) {
  const std::string front = greeting_hex("NULL") + ready("SUB");
  const std::string spelled = subscription(true, "a", SubscriptionSpelling::message);
  const std::string command = subscription(true, "a", SubscriptionSpelling::command);
  EXPECT_EQ(changed("subscribe-as-a-message", front + command), front + spelled);
  EXPECT_EQ(changed("subscribe-as-a-command", front + spelled), front + command);
  EXPECT_EQ(changed("cancel-dropped", front + command), front + command);
  EXPECT_EQ(changed("subscribe-other-topic", front + command),
            front + subscription(true, "a?", SubscriptionSpelling::command));
}

}  // namespace
}  // namespace zassay
