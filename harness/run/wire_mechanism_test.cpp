#include "run/wire_mechanism.hpp"

#include <gtest/gtest.h>

namespace zassay {
namespace {

using Kind = wire::Item::Kind;

/// A connection on which each thing is told, one after another, and what is found at fault.
class Told {
 public:
  Told& greeting(const char* mechanism) {
    wire::Item item;
    item.kind = Kind::greeting;
    item.greeting.emplace();
    item.greeting->set_mechanism(mechanism);
    return take(item);
  }
  Told& command(const char* name, const std::string& data = std::string(24, 'x'),
                link::Side side = link::Side::connecting) {
    wire::Item item;
    item.kind = Kind::command;
    item.name = name;
    item.body = static_cast<char>(item.name.size()) + item.name + data;
    item.body_octets = item.body.size();
    return take(item, side);
  }
  Told& frame(const std::string& body) {
    wire::Item item;
    item.kind = Kind::frame;
    item.body = body;
    item.body_octets = body.size();
    return take(item);
  }
  std::string last_fault() const {
    return last_.contains("faults") ? string_member(last_["faults"].back(), "code") : std::string();
  }
  std::uint64_t connection = 1;

 private:
  Told& take(const wire::Item& item, link::Side side = link::Side::connecting) {
    link::Event event;
    event.kind = link::Event::Kind::item;
    event.name = "way";
    event.connection = connection;
    event.side = side;
    event.item = item;
    last_ = mechanisms_.take(event);
    return *this;
  }
  WireMechanisms mechanisms_;
  Json last_;
};

TEST(WireMechanisms, NothingButMessagesComesBehindAHandshakeOfCurve) {
  const std::string sealed = "\7MESSAGE" + std::string(33, 'x');
  for (const char* last : {"INITIATE", "READY"}) {
    Told told;
    EXPECT_EQ(told.greeting("CURVE").command("HELLO").command(last).last_fault(), "") << last;
    EXPECT_EQ(told.frame(sealed).last_fault(), "");
    EXPECT_EQ(told.command("MESSAGE").last_fault(), "");
    EXPECT_EQ(told.command("ERROR", std::string("\2no", 3)).last_fault(), "");
    EXPECT_EQ(told.command("PING", std::string(2, '\0')).last_fault(), "in-clear");
    EXPECT_EQ(told.command("SUBSCRIBE", "a").last_fault(), "in-clear");
    EXPECT_EQ(told.frame("hello").last_fault(), "in-clear");
  }
}

TEST(WireMechanisms, EachSideOfEachConnectionHasItsOwnHandshake) {
  Told told;
  told.greeting("CURVE").command("INITIATE");
  EXPECT_EQ(told.command("WELCOME", "", link::Side::listening).last_fault(), "");
  told.connection = 2;
  EXPECT_EQ(told.greeting("CURVE").command("HELLO").last_fault(), "");
  Told clear;
  EXPECT_EQ(clear.greeting("NULL").command("READY", "").frame("hello").last_fault(), "");
}

TEST(WireMechanisms, KeysAndNoncesAreNewOnEachConnection) {
  const auto key = [](char letter) { return std::string(74, '\0') + std::string(32, letter) + std::string(88, 'x'); };
  Told told;
  EXPECT_EQ(told.greeting("CURVE").command("HELLO", key('a')).last_fault(), "");
  EXPECT_EQ(told.command("WELCOME", std::string(160, 'n'), link::Side::listening).last_fault(), "");
  told.connection = 2;
  EXPECT_EQ(told.greeting("CURVE").command("HELLO", key('b')).last_fault(), "");
  EXPECT_EQ(told.command("WELCOME", std::string(16, 'm') + std::string(144, 'n'), link::Side::listening).last_fault(),
            "");
  told.connection = 3;
  EXPECT_EQ(told.greeting("CURVE").command("HELLO", key('a')).last_fault(), "not-fresh");
  EXPECT_EQ(told.command("WELCOME", std::string(160, 'n'), link::Side::listening).last_fault(), "not-fresh");
}

}  // namespace
}  // namespace zassay
