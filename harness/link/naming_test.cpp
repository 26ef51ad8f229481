#include "link/naming.hpp"

#include <gtest/gtest.h>

#include "wire/command.hpp"
#include "wire/greeting.hpp"
#include "wire/metadata.hpp"

namespace zassay::link {
namespace {

/// Names all that a side sends, in words: "READY 1, frame 1 SUBSCRIBE 1, …".
std::string names_in(const std::string& sent) {
  Naming naming;
  wire::ItemReader reader;
  std::string words;
  const auto add = [&](const Naming::Names& names) {
    if (!words.empty()) words += ", ";
    std::string one;
    for (const Naming::Name& name : names) {
      if (name.number == 0) continue;
      one += one.empty() ? "" : " ";
      for (const char* what : {"greeting", "frame", "SUBSCRIBE", "CANCEL", "READY", "INITIATE", "PING"}) {
        if (naming.find(what) == name.id) one += std::string(what) + " " + std::to_string(name.number);
      }
    }
    words += one.empty() ? "nothing" : one;
  };
  auto input = wire::octets_of(sent);
  while (const auto item = reader.next(input)) {
    if (item->complete) {
      naming.learn(*item);
    } else {
      add(item->greeting ? naming.begin_greeting() : naming.begin(*item));
    }
  }
  return words;
}

std::string greeting() {
  wire::Greeting greeting;
  greeting.set_mechanism("NULL");
  return wire::encode(greeting);
}
std::string command(const std::string& name, const wire::Metadata& metadata) {
  return wire::encode_command(name, wire::encode_metadata(metadata));
}

const std::string subscribe = wire::encode_frame("\x01topic");
const std::string cancel = wire::encode_frame(std::string("\0", 1));

TEST(Naming, CountsEachName) {
  EXPECT_EQ(names_in(greeting() + command("READY", {}) + wire::encode_frame("a") + wire::encode_command("PING") +
                     wire::encode_frame("") + wire::encode_command("PING")),
            "greeting 1, READY 1, frame 1, PING 1, frame 2, PING 2");
}

TEST(Naming, KnowsSubscriptionsInBothSpellings) {
  for (const char* type : {"SUB", "XSUB"}) {
    for (const char* name : {"READY", "INITIATE"}) {
      const std::string start = greeting() + command(name, {{"Identity", "x"}, {"socket-TYPE", type}});
      EXPECT_EQ(names_in(start + subscribe + wire::encode_command("SUBSCRIBE", "b") + cancel),
                std::string("greeting 1, ") + name + " 1, frame 1 SUBSCRIBE 1, SUBSCRIBE 2, frame 2 CANCEL 1");
    }
  }
  // Neither the second frame of a message nor what another socket sends is one.
  EXPECT_EQ(names_in(greeting() + command("READY", {{"Socket-Type", "XSUB"}}) + wire::encode_frame("a", true) +
                     subscribe + wire::encode_frame("")),
            "greeting 1, READY 1, frame 1, frame 2, frame 3");
  EXPECT_EQ(names_in(greeting() + command("READY", {{"Socket-Type", "PUB"}}) + subscribe),
            "greeting 1, READY 1, frame 1");
}

TEST(Naming, KnowsSubscribersOfTheVersionBefore) {
  for (const int type : {2, 10, 5}) {
    wire::Greeting old;
    old.form = wire::Greeting::Form::revision;
    old.major = 1;
    old.socket_type = static_cast<std::uint8_t>(type);
    const std::string start = wire::encode(old) + wire::encode_frame("\x01 identity", false, wire::Framing::v2);
    EXPECT_EQ(names_in(start + subscribe),
              std::string("greeting 1, frame 1, frame 2") + (type == 5 ? "" : " SUBSCRIBE 1"));
  }
}

TEST(Naming, IsNotMisledByASide) {
  std::string many = greeting();
  for (int i = 0; i < 1000; ++i) many += wire::encode_command("NAME" + std::to_string(i));
  EXPECT_TRUE(names_in(many + wire::encode_command("READY")).ends_with(", nothing"));
  EXPECT_EQ(names_in(greeting() + wire::encode_command("frame") + wire::encode_command("greeting")),
            "greeting 1, nothing, nothing");
  // Metadata that end early say nothing.
  for (const std::string& data : {std::string("\x0b"), std::string("\x0bSocket-Type\0\0\1\0SUB", 19)}) {
    EXPECT_EQ(names_in(greeting() + wire::encode_command("READY", data) + subscribe), "greeting 1, READY 1, frame 1");
  }
}

}  // namespace
}  // namespace zassay::link
