// What others sent, recorded by recordings/record.py, against what RFC 13, 15, 26 and 37 let us expect: written by
// hand.

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

#include "base/json.hpp"
#include "wire/curve_handshake.hpp"
#include "wire/plain_handshake.hpp"
#include "wire/test_octets.hpp"

namespace zassay::wire {
namespace {

using Texts = std::vector<std::string>;
using State = HandshakeStep::State;

struct Recording {
  std::string sender;
  std::string scenario;
  std::string sent;
  std::vector<std::string> answered;
};

std::vector<Recording> recordings() {
  std::vector<Recording> all;
  for (const std::string sender : {"libzmq", "pyzmq", "jeromq", "zmq4"}) {
    std::ifstream file(std::string(SOURCE_DIRECTORY) + "/harness/wire/recordings/" + sender + ".json");
    std::ostringstream text;
    text << file.rdbuf();
    const auto json = parse_json(text.str());
    EXPECT_TRUE(json) << sender;
    for (const Json& entry : json->at("recordings")) {
      Recording recording{sender, entry.at("scenario"), from_hex(entry.at("sent").get<std::string>()), {}};
      for (const Json& answer : entry.at("answered")) recording.answered.push_back(from_hex(answer.get<std::string>()));
      all.push_back(std::move(recording));
    }
  }
  return all;
}

const Recording& recorded(const std::vector<Recording>& all, const std::string& sender, const std::string& scenario) {
  for (const Recording& recording : all) {
    if (recording.sender == sender && recording.scenario == scenario) return recording;
  }
  ADD_FAILURE() << "nobody recorded " << sender << " " << scenario;
  return all.front();
}

const Texts subscribes_by_message = {"0 greeting 3", "64 command READY 2+25", "91 frame 2+6", "99 frame 2+6"};
const std::map<std::string, Texts> expected = {
    {"null", {"0 greeting 3", "64 command READY 2+43", "109 frame 2+5 more", "116 frame 9+300", "425 frame 2+0"}},
    {"sub-3-1", {"0 greeting 3", "64 command READY 2+25", "91 command SUBSCRIBE 2+15", "108 command CANCEL 2+12"}},
    {"sub-3-0", subscribes_by_message},
    {"ping", {"0 greeting 3", "64 command READY 2+43", "109 command PING 2+7"}},
    {"plain-client",
     {"0 greeting 3", "64 command HELLO 2+19", "85 command INITIATE 2+46", "133 frame 2+5 more", "140 frame 9+300",
      "449 frame 2+0"}},
    // 257 and two properties of 37 octets, a long frame; MESSAGE 33 and what it carries: in frames of messages, not
    // commands.
    {"curve-client",
     {"0 greeting 3", "64 command HELLO 2+200", "266 command INITIATE 9+294", "569 frame 2+38", "609 frame 9+333",
      "951 frame 2+33"}},
    {"curve-server",
     {"0 greeting 3", "64 command WELCOME 2+168", "234 command READY 2+67", "303 frame 2+38", "343 frame 9+333",
      "685 frame 2+33"}},
    {"zmtp-1", {"0 frame 10+2", "12 frame 2+5 more", "19 frame 10+300", "329 frame 2+0"}},
    {"zmtp-2", {"0 greeting 3 type 5", "12 frame 2+2", "16 frame 2+5 more", "23 frame 9+300", "332 frame 2+0"}},
};
const std::map<std::string, Texts> expected_of_some = {
    {"jeromq sub-3-1", subscribes_by_message},  // it announces 3.0
    {"zmq4 sub-3-1", {"0 greeting 3", "64 command READY 2+74", "140 frame 2+6", "148 frame 2+6"}},
    {"zmq4 sub-3-0", {"0 greeting 3", "64 command READY 2+74", "140 frame 2+6", "148 frame 2+6"}},
};

std::vector<Item> items_of(const Recording& recording, std::size_t piece = SIZE_MAX) {
  ItemReader reader;
  if (recording.scenario == "zmtp-1") reader.peer_speaks(1);
  if (recording.scenario == "zmtp-2") reader.peer_speaks(2);
  return items_of(reader, recording.sent, piece);
}

std::vector<Item> complete_items(const Recording& recording) {
  std::vector<Item> complete;
  for (Item& item : items_of(recording)) {
    if (item.complete) complete.push_back(std::move(item));
  }
  return complete;
}

TEST(Recordings, AreReadAsTheRfcsHaveThem) {
  for (const Recording& recording : recordings()) {
    const std::string name = recording.sender + " " + recording.scenario;
    const auto own = expected_of_some.find(name);
    const Texts& texts = own == expected_of_some.end() ? expected.at(recording.scenario) : own->second;
    for (const std::size_t piece : {SIZE_MAX, std::size_t{1}, std::size_t{13}}) {
      EXPECT_EQ(complete_texts(items_of(recording, piece)), texts) << name << " in pieces of " << piece;
    }
  }
}

TEST(Recordings, GreetingsHaveNoFault) {
  for (const Recording& recording : recordings()) {
    for (const Item& item : complete_items(recording)) {
      if (!item.greeting) continue;
      EXPECT_TRUE(faults_of(*item.greeting).empty()) << recording.sender << " " << recording.scenario;
      EXPECT_EQ(encode(*item.greeting), recording.sent.substr(0, item.body_octets));
      if (recording.scenario.starts_with("zmtp")) continue;
      const std::string mechanism = item.greeting->mechanism_name();
      EXPECT_EQ(mechanism, recording.scenario.starts_with("plain")   ? "PLAIN"
                           : recording.scenario.starts_with("curve") ? "CURVE"
                                                                     : "NULL");
      EXPECT_EQ(item.greeting->minor, recording.sender.ends_with("zmq") && recording.sender != "jeromq" ? 1 : 0);
    }
  }
}

const Metadata dealer_me = {{"Socket-Type", "DEALER"}, {"Identity", "me"}};

void expect_messages(const std::vector<Item>& items, const std::string& name) {
  ASSERT_GE(items.size(), 3U);
  const auto last = items.end();
  EXPECT_EQ((last - 3)->body, "hello") << name;
  EXPECT_EQ((last - 2)->body, std::string(300, 'x')) << name;
  EXPECT_EQ((last - 1)->body, "") << name;
}

TEST(Recordings, OfNullAndOldVersionsCarryTheirMessages) {
  for (const Recording& recording : recordings()) {
    const std::string name = recording.sender + " " + recording.scenario;
    const auto items = complete_items(recording);
    if (recording.scenario == "null") {
      NullHandshake handshake({{"Socket-Type", "DEALER"}}, NullHandshake::Order::answers);
      const auto step = handshake.take(octets_of(items[1].body));
      ASSERT_TRUE(step) << name;
      EXPECT_EQ(step->peer, dealer_me) << name;
      EXPECT_EQ(encode_command_body("READY", encode_metadata(dealer_me)), items[1].body) << name;
      expect_messages(items, name);
    } else if (recording.scenario.starts_with("zmtp")) {
      EXPECT_EQ(items[items.size() - 4].body, "me") << name;
      expect_messages(items, name);
    }
  }
}

TEST(Recordings, OfSubscribersAndHeartbeats) {
  for (const Recording& recording : recordings()) {
    const auto items = complete_items(recording);
    if (recording.scenario == "ping") {
      const auto ping = parse_ping(parse_command(octets_of(items[2].body))->data);
      EXPECT_EQ(ping, (Ping{30, ""})) << recording.sender;
    }
    if (!recording.scenario.starts_with("sub")) continue;
    const bool commands = items[2].kind == Item::Kind::command;
    const auto parse = commands ? parse_subscription_command : parse_subscription_message;
    const auto spelling = commands ? SubscriptionSpelling::command : SubscriptionSpelling::message;
    EXPECT_EQ(parse(octets_of(items[2].body), 0), (Subscription{true, "topic"})) << recording.sender;
    EXPECT_EQ(parse(octets_of(items[3].body), 0), (Subscription{false, "topic"})) << recording.sender;
    EXPECT_TRUE(recording.sent.ends_with(encode({true, "topic"}, spelling) + encode({false, "topic"}, spelling)));
  }
}

TEST(Recordings, OfPlainGoThroughTheHandshakeAgain) {
  const auto all = recordings();
  for (const char* sender : {"libzmq", "pyzmq", "jeromq", "zmq4"}) {
    const Recording& recording = recorded(all, sender, "plain-client");
    const auto items = complete_items(recording);
    EXPECT_EQ(items[1].body, encode_plain_hello({"admin", "secret"})) << sender;
    PlainServer server([](const PlainCredentials&) { return std::nullopt; }, {{"Socket-Type", "DEALER"}});
    const auto welcome = server.take(octets_of(items[1].body));
    ASSERT_TRUE(welcome) << sender;
    EXPECT_TRUE(recording.answered[1].ends_with(welcome->send.front()));
    const auto ready = server.take(octets_of(items[2].body));
    ASSERT_TRUE(ready) << sender;
    EXPECT_EQ(ready->peer, dealer_me) << sender;
    EXPECT_TRUE(recording.answered[2].ends_with(ready->send.front()));
    expect_messages(items, sender);
  }
}

/// Octets counted up from this one: the keys of recordings/record.py.
template <typename Octets>
Octets counted(std::uint8_t first) {
  Octets octets{};
  for (auto& octet : octets) octet = first++;
  return octets;
}

const CurveKeyPair recorder = curve_keys_of(counted<CurveKey>(1));
const CurveKeyPair recorder_transient = curve_keys_of(counted<CurveKey>(33));
const CurveKeyPair sender_keys = curve_keys_of(counted<CurveKey>(201));

void expect_sealed_messages(CurveChannel channel, const std::vector<Item>& items, const std::string& name) {
  std::vector<CurveFrame> frames;
  for (std::size_t i = 3; i < items.size(); ++i) {
    const auto frame = channel.open(octets_of(items[i].body));
    ASSERT_TRUE(frame) << name << ": " << frame.error().sentence;
    frames.push_back(*frame);
  }
  EXPECT_EQ(frames, (std::vector<CurveFrame>{{1, "hello"}, {0, std::string(300, 'x')}, {0, ""}})) << name;
}

/// The recorder's answers were made by other code: ours must be the same octets.
TEST(Recordings, OfCurveClientsGoThroughTheHandshakeAgain) {
  const auto all = recordings();
  for (const char* name : {"libzmq", "pyzmq", "jeromq"}) {
    const Recording& recording = recorded(all, name, "curve-client");
    const auto items = complete_items(recording);
    CurveServerKeys keys;
    keys.permanent = recorder;
    keys.transient = recorder_transient;
    keys.cookie_key = counted<CurveKey>(65);
    keys.cookie_nonce = counted<CurveLongNonce>(97);
    keys.welcome_nonce = counted<CurveLongNonce>(113);
    CurveKey seen{};
    CurveServer server(keys,
                       [&seen](const CurveKey& key) {
                         seen = key;
                         return std::nullopt;
                       },
                       {{"Socket-Type", "DEALER"}});
    const auto welcome = server.take(octets_of(items[1].body));
    ASSERT_TRUE(welcome) << name << ": " << welcome.error().sentence;
    EXPECT_TRUE(recording.answered[1].ends_with(welcome->send.front())) << name;
    const auto ready = server.take(octets_of(items[2].body));
    ASSERT_TRUE(ready) << name << ": " << ready.error().sentence;
    EXPECT_EQ(ready->peer, dealer_me) << name;
    EXPECT_EQ(seen, sender_keys.public_key) << name;
    EXPECT_TRUE(recording.answered[2].ends_with(ready->send.front())) << name;
    expect_sealed_messages(server.channel(), items, name);
  }
}

TEST(Recordings, OfCurveServersGoThroughTheHandshakeAgain) {
  const auto all = recordings();
  for (const char* name : {"libzmq", "pyzmq", "jeromq"}) {
    const Recording& recording = recorded(all, name, "curve-server");
    const auto items = complete_items(recording);
    CurveClientKeys keys;
    keys.permanent = recorder;
    keys.server = sender_keys.public_key;
    keys.transient = recorder_transient;
    keys.vouch_nonce = counted<CurveLongNonce>(113);
    CurveClient client(keys, {{"Socket-Type", "DEALER"}});
    EXPECT_TRUE(recording.answered[1].ends_with(client.begin().send.front())) << name;
    const auto initiate = client.take(octets_of(items[1].body));
    ASSERT_TRUE(initiate) << name << ": " << initiate.error().sentence;
    EXPECT_TRUE(recording.answered[2].ends_with(initiate->send.front())) << name;
    const auto done = client.take(octets_of(items[2].body));
    ASSERT_TRUE(done) << name << ": " << done.error().sentence;
    EXPECT_EQ(done->peer, dealer_me) << name;
    expect_sealed_messages(client.channel(), items, name);
  }
}

}  // namespace
}  // namespace zassay::wire
