#include "wire/curve_handshake.hpp"

#include <gtest/gtest.h>

#include "wire/test_curve.hpp"
#include "wire/test_octets.hpp"

namespace zassay::wire {
namespace {

using State = HandshakeStep::State;

TEST(CurveHandshake, BothLearnOfEachOther) {
  Pair pair;
  CurveKey seen{};
  pair.refusal = [&seen](const CurveKey& key) {
    seen = key;
    return std::nullopt;
  };
  pair.meet();
  EXPECT_EQ(pair.hello.size(), 200U);
  EXPECT_EQ(pair.take_hello(), "");
  EXPECT_EQ(pair.welcome.size(), 168U);
  EXPECT_EQ(pair.take_welcome(), "");
  EXPECT_EQ(pair.initiate.size(), 257U + encode_metadata(req).size());
  const auto server_done = pair.server->take(octets_of(pair.initiate));
  ASSERT_TRUE(server_done);
  EXPECT_EQ(server_done->peer, req);
  EXPECT_EQ(seen, pair.client_keys.permanent.public_key);
  EXPECT_EQ(server_done->send.front().size(), 30U + encode_metadata(rep).size());
  const auto client_done = pair.client->take(octets_of(server_done->send.front()));
  ASSERT_TRUE(client_done);
  EXPECT_EQ(client_done->state, State::done);
  EXPECT_EQ(client_done->peer, rep);
}

TEST(CurveHandshake, TellsTheShortTermKeyThatAWelcomeBrought) {
  Pair pair;
  pair.meet();
  EXPECT_EQ(pair.take_hello(), "");
  const auto step = pair.client->take(octets_of(pair.welcome));
  ASSERT_TRUE(step);
  EXPECT_EQ(step->short_term_key, text_of(pair.server_keys.transient.public_key));
}

TEST(CurveHandshake, GivenKeysGiveTheSameOctets) {
  Pair one;
  Pair other;
  other.client_keys = one.client_keys;
  other.server_keys = one.server_keys;
  EXPECT_EQ(one.take_up_to_initiate(), "");
  EXPECT_EQ(other.take_up_to_initiate(), "");
  EXPECT_EQ(one.hello, other.hello);
  EXPECT_EQ(one.welcome, other.welcome);
  EXPECT_EQ(one.initiate, other.initiate);
  EXPECT_EQ(one.ready, other.ready);
}

TEST(CurveHandshake, RefusesAClientByItsKey) {
  Pair pair;
  pair.refusal = [](const CurveKey&) { return "400"; };
  EXPECT_EQ(pair.take_up_to_welcome(), "");
  const auto step = pair.server->take(octets_of(pair.initiate));
  ASSERT_TRUE(step);
  EXPECT_EQ(step->state, State::refused);
  EXPECT_EQ(to_hex(step->send.front()), to_hex(from_hex("054552524f52 03 343030")));
  const auto told = pair.client->take(octets_of(step->send.front()));
  ASSERT_TRUE(told);
  EXPECT_EQ(told->state, State::refused);
  EXPECT_EQ(told->reason, "400");
}

TEST(CurveHandshake, NamesWhatIsWrongInAHello) {
  const auto fault = [](const std::function<void(Pair&)>& change) {
    Pair pair;
    pair.meet();
    change(pair);
    return pair.take_hello();
  };
  EXPECT_EQ(fault([](Pair& pair) { pair.hello += 'x'; }), "curve-size at 6");
  EXPECT_EQ(fault([](Pair& pair) { pair.hello.pop_back(); }), "curve-size at 6");
  EXPECT_EQ(fault([](Pair& pair) { alter(pair.hello, 6); }), "curve-version at 6");
  EXPECT_EQ(fault([](Pair& pair) { alter(pair.hello, 7); }), "curve-version at 6");
  EXPECT_EQ(fault([](Pair& pair) { alter(pair.hello, 79); }), "curve-padding at 79");
  EXPECT_EQ(fault([](Pair& pair) { alter(pair.hello, 80); }), "curve-box at 120") << "another transient key";
  EXPECT_EQ(fault([](Pair& pair) { alter(pair.hello, 119); }), "curve-box at 120") << "another nonce";
  EXPECT_EQ(fault([](Pair& pair) { alter(pair.hello, 199); }), "curve-box at 120");
  EXPECT_EQ(fault([](Pair& pair) { pair.hello = encode_command_body("INITIATE"); }), "unexpected-command at 1");
}

TEST(CurveHandshake, NamesAHelloWhoseBoxHoldsSomethingElse) {
  Pair pair;
  pair.meet();
  std::string contents(64, '\0');
  contents[3] = 1;
  const std::string box = seal_box(contents, curve_nonce("CurveZMQHELLO---", 1), pair.client_keys.server,
                                   pair.client_keys.transient.secret_key);
  pair.hello.replace(120, 80, box);
  EXPECT_EQ(pair.take_hello(), "curve-contents at " + std::to_string(120 + 16 + 3));
}

TEST(CurveHandshake, NamesAWrongServerKey) {
  Pair pair;
  pair.client_keys.server = random_curve_keys().public_key;
  EXPECT_EQ(pair.take_up_to_initiate(), "curve-box at 120");
  Pair weak;
  weak.client_keys.server = CurveKey{};  // no secret key belongs to it
  EXPECT_EQ(weak.take_up_to_initiate(), "curve-box at 120");
}

TEST(CurveHandshake, NamesWhatIsWrongInAWelcome) {
  const auto fault = [](const std::function<void(Pair&)>& change) {
    Pair pair;
    pair.meet();
    EXPECT_EQ(pair.take_hello(), "");
    change(pair);
    return pair.take_welcome();
  };
  EXPECT_EQ(fault([](Pair& pair) { pair.welcome.pop_back(); }), "curve-size at 8");
  EXPECT_EQ(fault([](Pair& pair) { alter(pair.welcome, 8); }), "curve-box at 24");
  EXPECT_EQ(fault([](Pair& pair) { alter(pair.welcome, 167); }), "curve-box at 24");
  EXPECT_EQ(fault([](Pair& pair) { pair.welcome = encode_command_body("READY"); }), "unexpected-command at 1");
}

TEST(CurveHandshake, NamesWhatIsWrongInAnInitiate) {
  const auto fault = [](const std::function<void(Pair&)>& change) {
    Pair pair;
    EXPECT_EQ(pair.take_up_to_welcome(), "");
    change(pair);
    return pair.take_initiate();
  };
  EXPECT_EQ(fault([](Pair& pair) { pair.initiate.resize(256); }), "curve-size at 9");
  EXPECT_EQ(fault([](Pair& pair) { alter(pair.initiate, 9); }), "curve-cookie at 9");
  EXPECT_EQ(fault([](Pair& pair) { alter(pair.initiate, 104); }), "curve-cookie at 9");
  EXPECT_EQ(fault([](Pair& pair) { alter(pair.initiate, 111); }), "curve-box at 113");
  EXPECT_EQ(fault([](Pair& pair) { alter(pair.initiate, 113); }), "curve-box at 113");
  EXPECT_EQ(fault([](Pair& pair) { pair.initiate = pair.hello; }), "unexpected-command at 1");
}

TEST(CurveHandshake, NamesANonceThatDoesNotIncrease) {
  Pair pair;
  pair.client_keys.first_nonce = 7;
  pair.client_keys.initiate_nonce = 7;
  EXPECT_EQ(pair.take_up_to_initiate(), "curve-nonce at 105");
  pair.client_keys.initiate_nonce = 8;
  EXPECT_EQ(pair.take_up_to_initiate(), "");
}

TEST(CurveHandshake, NamesACookieOfAnotherConnection) {
  Pair first;
  EXPECT_EQ(first.take_up_to_initiate(), "");
  Pair second;
  second.client_keys = first.client_keys;
  second.server_keys.permanent = first.server_keys.permanent;
  second.meet();
  EXPECT_EQ(second.take_hello(), "");
  second.initiate = first.initiate;
  EXPECT_EQ(second.take_initiate(), "curve-cookie at 9");
}

/// An INITIATE sealed as it should be, with a vouch of whoever and for whatever.
std::string with_vouch(Pair& pair, const CurveKey& vouching, const std::string& for_what) {
  EXPECT_EQ(pair.take_up_to_welcome(), "");
  const CurveKey server_transient = pair.server_keys.transient.public_key;
  std::string contents(text_of(pair.client_keys.permanent.public_key));
  contents += text_of(pair.client_keys.vouch_nonce);
  contents += seal_box(for_what, curve_nonce("VOUCH---", pair.client_keys.vouch_nonce), server_transient, vouching);
  pair.initiate.replace(
      113, std::string::npos,
      seal_box(contents, curve_nonce("CurveZMQINITIATE", 2), server_transient, pair.client_keys.transient.secret_key));
  return pair.take_initiate();
}

TEST(CurveHandshake, NamesAVouchThatIsNoneOfItsClient) {
  Pair pair;
  const std::string transient(text_of(pair.client_keys.transient.public_key));
  const std::string server(text_of(pair.client_keys.server));
  const CurveKey own = pair.client_keys.permanent.secret_key;
  const std::string at = "curve-vouch at " + std::to_string(113 + 16 + 32 + 16);
  EXPECT_EQ(with_vouch(pair, own, transient + server), "");
  EXPECT_EQ(with_vouch(pair, random_curve_keys().secret_key, transient + server), at);
  EXPECT_EQ(with_vouch(pair, own, server + server), at);
  EXPECT_EQ(with_vouch(pair, own, transient + transient), at);
}

TEST(CurveHandshake, NamesWhatIsWrongInAReady) {
  const auto fault = [](const std::function<void(Pair&)>& change) {
    Pair pair;
    EXPECT_EQ(pair.take_up_to_initiate(), "");
    change(pair);
    return pair.take_ready();
  };
  EXPECT_EQ(fault([](Pair&) {}), "");
  EXPECT_EQ(fault([](Pair& pair) { pair.ready.resize(29); }), "curve-size at 6");
  EXPECT_EQ(fault([](Pair& pair) { alter(pair.ready, 6); }), "curve-box at 14");
  EXPECT_EQ(fault([](Pair& pair) { alter(pair.ready, 20); }), "curve-box at 14");
  EXPECT_EQ(fault([](Pair& pair) {
              const std::string box =
                  seal_box("\1", curve_nonce("CurveZMQREADY---", 1), pair.client_keys.transient.public_key,
                           pair.server_keys.transient.secret_key);
              pair.ready.replace(14, std::string::npos, box);
            }),
            "property-name-too-long at 30");
}

}  // namespace
}  // namespace zassay::wire
