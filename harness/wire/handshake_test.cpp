#include "wire/handshake.hpp"

#include <gtest/gtest.h>

#include "wire/plain_handshake.hpp"
#include "wire/test_octets.hpp"

namespace zassay::wire {
namespace {

using State = HandshakeStep::State;

const Metadata dealer = {{"Socket-Type", "DEALER"}, {"Identity", ""}};
const char* const dealer_hex = "0b536f636b65742d54797065 00000006 4445414c4552 084964656e74697479 00000000";
const Metadata pull = {{"Socket-Type", "PULL"}};
const char* const pull_hex = "0b536f636b65742d54797065 00000004 50554c4c";

/// What a side does with a command in hexadecimal digits, in one line.
std::string taken(Handshake& side, const std::string& hex) {
  const std::string body = from_hex(hex);
  const auto step = side.take(octets_of(body), 100);
  if (!step) return step.error().code + " at " + std::to_string(step.error().offset);
  std::string text = step->state == State::done ? "done" : step->state == State::refused ? "refused" : "waiting";
  if (!step->reason.empty()) text += " " + step->reason;
  for (const std::string& body_to_send : step->send) text += " " + to_hex(body_to_send);
  return text;
}

std::string hex(const std::string& spaced) { return to_hex(from_hex(spaced)); }

const std::string ready_pull = std::string("055245414459") + pull_hex;

TEST(NullHandshake, SpeaksFirstOrAnswers) {
  NullHandshake client(dealer, NullHandshake::Order::speaks_first);
  const HandshakeStep first = client.begin();
  ASSERT_EQ(first.send.size(), 1U);
  EXPECT_EQ(to_hex(first.send.front()), hex(std::string("055245414459") + dealer_hex));
  const std::string body = from_hex(ready_pull);
  const auto done = client.take(octets_of(body));
  ASSERT_TRUE(done);
  EXPECT_EQ(done->state, State::done);
  EXPECT_EQ(done->peer, pull);
  EXPECT_TRUE(done->send.empty());

  NullHandshake server(pull, NullHandshake::Order::answers);
  EXPECT_TRUE(server.begin().send.empty());
  EXPECT_EQ(taken(server, std::string("055245414459") + dealer_hex), "done " + hex(ready_pull));
}

TEST(NullHandshake, NamesWhatItDoesNotTake) {
  const auto refused = [](const std::string& command) {
    NullHandshake side(dealer, NullHandshake::Order::speaks_first);
    const std::string first = taken(side, command);
    EXPECT_EQ(taken(side, ready_pull), "unexpected-command at 101") << "it is over behind " << first;
    return first;
  };
  EXPECT_EQ(refused("0548454c4c4f"), "unexpected-command at 101");
  EXPECT_EQ(refused(""), "command-name-missing at 100");
  EXPECT_EQ(refused("0552454144"), "command-name-too-long at 100");
  EXPECT_EQ(refused("055245414459 02"), "property-name-too-long at 106");
  EXPECT_EQ(refused("054552524f52 03 343030"), "refused 400");
  EXPECT_EQ(refused("054552524f52"), "error-reason-missing at 106");
  EXPECT_EQ(refused(ready_pull), "done");
}

/// RFC 24, octet by octet.
const char* const hello_hex = "0548454c4c4f 05 61646d696e 06 736563726574";

TEST(PlainHandshake, Client) {
  PlainClient client({"admin", "secret"}, dealer);
  const HandshakeStep first = client.begin();
  ASSERT_EQ(first.send.size(), 1U);
  EXPECT_EQ(to_hex(first.send.front()), hex(hello_hex));
  EXPECT_EQ(taken(client, "0757454c434f4d45"), "waiting " + hex(std::string("08494e495449415445") + dealer_hex));
  EXPECT_EQ(taken(client, ready_pull), "done");
}

TEST(PlainHandshake, Server) {
  PlainCredentials seen;
  PlainServer server(
      [&seen](const PlainCredentials& credentials) {
        seen = credentials;
        return std::nullopt;
      },
      pull);
  EXPECT_TRUE(server.begin().send.empty());
  EXPECT_EQ(taken(server, hello_hex), "waiting 0757454c434f4d45");
  EXPECT_EQ(seen, (PlainCredentials{"admin", "secret"}));
  EXPECT_EQ(taken(server, std::string("08494e495449415445") + dealer_hex), "done " + hex(ready_pull));
}

TEST(PlainHandshake, ServerNamesWhatItDoesNotTake) {
  const auto refused = [](const std::string& command, bool welcome = false) {
    PlainServer server(
        [](const PlainCredentials& credentials) {
          return credentials.password == "secret" ? std::nullopt : std::optional<std::string>("400");
        },
        pull);
    if (welcome) {
      EXPECT_EQ(taken(server, hello_hex), "waiting 0757454c434f4d45");
    }
    return taken(server, command);
  };
  EXPECT_EQ(refused("0548454c4c4f 0161 0162"), "refused 400 " + hex("054552524f52 03 343030"));
  EXPECT_EQ(refused("0548454c4c4f"), "hello-size at 106");
  EXPECT_EQ(refused("0548454c4c4f 0261"), "hello-size at 106");
  EXPECT_EQ(refused("0548454c4c4f 0161"), "hello-size at 108");
  EXPECT_EQ(refused("0548454c4c4f 0161 0262"), "hello-size at 108");
  EXPECT_EQ(refused("0548454c4c4f 0161 0162 00"), "hello-size at 110");
  EXPECT_EQ(refused("08494e495449415445"), "unexpected-command at 101");
  EXPECT_EQ(refused(hello_hex, true), "unexpected-command at 101");
  EXPECT_EQ(refused("08494e495449415445 00", true), "property-name-empty at 109");
  EXPECT_EQ(refused("054552524f52 00", true), "refused");
}

TEST(PlainHandshake, ClientNamesWhatItDoesNotTake) {
  const auto refused = [](const std::string& command, bool welcome = false) {
    PlainClient client({"a", "b"}, {});
    client.begin();
    if (welcome) {
      EXPECT_EQ(taken(client, "0757454c434f4d45"), "waiting 08494e495449415445");
    }
    return taken(client, command);
  };
  EXPECT_EQ(refused("0757454c434f4d45 00"), "welcome-data at 108");
  EXPECT_EQ(refused(ready_pull), "unexpected-command at 101");
  EXPECT_EQ(refused("0757454c434f4d45", true), "unexpected-command at 101");
  EXPECT_EQ(refused("055245414459 00", true), "property-name-empty at 106");
  EXPECT_EQ(refused("054552524f52 03 343030"), "refused 400");
}

TEST(PlainHandshake, LongNamesLoseTheirEnd) {
  const std::string hello = encode_plain_hello({std::string(300, 'u'), ""});
  EXPECT_EQ(hello, "\5HELLO\xFF" + std::string(255, 'u') + std::string(1, '\0'));
  EXPECT_EQ(parse_plain_hello(octets_of(hello).subspan(6))->username.size(), 255U);
}

}  // namespace
}  // namespace zassay::wire
