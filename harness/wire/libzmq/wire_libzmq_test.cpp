// The codec and the handshakes against libzmq, as either side of a connection.

#include <gtest/gtest.h>

#include "wire/curve_handshake.hpp"
#include "wire/libzmq/peer.hpp"
#include "wire/plain_handshake.hpp"

namespace zassay::wire {
namespace {

using State = HandshakeStep::State;

const Metadata dealer = {{"Socket-Type", "DEALER"}, {"Identity", ""}};

/// Around the bounds of headers, and larger than any buffer on the way.
std::vector<Message> messages() {
  std::vector<Message> all = {{"", "x", ""}};
  for (const std::size_t size : {0, 1, 253, 254, 255, 256, 257, 8192, 70000, 3000000}) {
    all.push_back({std::string(size, static_cast<char>('a' + size % 26))});
  }
  all.push_back({"last", std::string(300, 'l')});
  return all;
}

void exchange(WirePeer& peer, LibzmqSocket& socket) {
  for (const Message& message : messages()) {
    peer.send_frames(message);
    EXPECT_TRUE(socket.receive() == message) << message.front().size();
    EXPECT_TRUE(socket.send(message));
    EXPECT_TRUE(peer.next_message() == message) << message.front().size();
  }
}

void expect_done(const Decoded<HandshakeStep>& step, const char* socket_type) {
  ASSERT_TRUE(step) << step.error().code << " at " << step.error().offset << ": " << step.error().sentence;
  EXPECT_EQ(step->state, State::done);
  EXPECT_EQ(find_property(step->peer, "socket-type"), socket_type);
}

TEST(Libzmq, NullWhenWeConnect) {
  LibzmqSocket socket(ZMQ_DEALER);
  const auto peer = WirePeer::connect(socket.bind());
  NullHandshake handshake(dealer, NullHandshake::Order::speaks_first);
  expect_done(peer->meet(greeting_for("NULL"), handshake), "DEALER");
  exchange(*peer, socket);
}

TEST(Libzmq, NullWhenItConnects) {
  Listener listener;
  LibzmqSocket socket(ZMQ_DEALER);
  socket.connect(listener.port());
  const auto peer = listener.accept();
  NullHandshake handshake(dealer, NullHandshake::Order::answers);
  expect_done(peer->meet(greeting_for("NULL"), handshake), "DEALER");
  exchange(*peer, socket);
}

TEST(Libzmq, PlainWhenWeAreTheClient) {
  LibzmqSocket socket(ZMQ_DEALER);
  socket.set(ZMQ_PLAIN_SERVER, 1);
  socket.accept_only({"admin", "secret"});
  const int port = socket.bind();
  const auto peer = WirePeer::connect(port);
  PlainClient handshake({"admin", "secret"}, dealer);
  expect_done(peer->meet(greeting_for("PLAIN"), handshake), "DEALER");
  exchange(*peer, socket);

  const auto stranger = WirePeer::connect(port);
  PlainClient wrong({"admin", "wrong"}, dealer);
  const auto refused = stranger->meet(greeting_for("PLAIN"), wrong);
  if (refused) {
    EXPECT_EQ(refused->state, State::refused);
    EXPECT_EQ(refused->reason, "400");
  } else {
    // libzmq 4.3.4 and 4.3.5 spell it "\x05ERROR", which C++ reads as "\x5E" "RROR": the body begins with ^RROR.
    EXPECT_EQ(refused.error().code, "command-name-too-long");
  }
}

TEST(Libzmq, PlainWhenWeAreTheServer) {
  Listener listener;
  LibzmqSocket socket(ZMQ_DEALER);
  socket.set(ZMQ_PLAIN_USERNAME, "admin");
  socket.set(ZMQ_PLAIN_PASSWORD, "secret");
  socket.connect(listener.port());
  const auto peer = listener.accept();
  PlainServer handshake(
      [](const PlainCredentials& credentials) {
        return credentials == PlainCredentials{"admin", "secret"} ? std::nullopt : std::optional<std::string>("400");
      },
      dealer);
  expect_done(peer->meet(greeting_for("PLAIN", true), handshake), "DEALER");
  exchange(*peer, socket);
}

/// libzmq sends and takes a MESSAGE in a message's frame, though RFC 37 has commands for what is encrypted.
void exchange(WirePeer& peer, LibzmqSocket& socket, CurveChannel channel) {
  for (const Message& message : messages()) {
    for (std::size_t i = 0; i < message.size(); ++i) {
      const bool more = i + 1 < message.size();
      peer.send(encode_frame(channel.seal({static_cast<std::uint8_t>(more ? 1 : 0), message[i]})));
    }
    EXPECT_TRUE(socket.receive() == message) << message.front().size();
    EXPECT_TRUE(socket.send(message));
    for (std::size_t i = 0; i < message.size(); ++i) {
      const auto item = peer.next();
      ASSERT_TRUE(item);
      EXPECT_EQ(item->kind, Item::Kind::frame);
      const auto frame = channel.open(octets_of(item->body));
      ASSERT_TRUE(frame) << frame.error().code;
      EXPECT_TRUE(frame->body == message[i]);
      EXPECT_EQ(frame->more(), i + 1 < message.size());
    }
  }
}

std::string_view text_of_key(const CurveKey& key) { return text_of(key); }

void use_keys(LibzmqSocket& socket, const CurveKeyPair& keys) {
  socket.set(ZMQ_CURVE_PUBLICKEY, text_of_key(keys.public_key));
  socket.set(ZMQ_CURVE_SECRETKEY, text_of_key(keys.secret_key));
}

TEST(Libzmq, CurveWhenWeAreTheClient) {
  CurveClientKeys keys;
  const CurveKeyPair server = random_curve_keys();
  keys.server = server.public_key;
  LibzmqSocket socket(ZMQ_DEALER);
  socket.set(ZMQ_CURVE_SERVER, 1);
  use_keys(socket, server);
  socket.accept_only({std::string(text_of_key(keys.permanent.public_key))});
  const int port = socket.bind();
  const auto peer = WirePeer::connect(port);
  CurveClient handshake(keys, dealer);
  expect_done(peer->meet(greeting_for("CURVE"), handshake), "DEALER");
  exchange(*peer, socket, handshake.channel());

  CurveClientKeys unknown;
  unknown.server = server.public_key;
  CurveClient stranger(unknown, dealer);
  const auto refused = WirePeer::connect(port)->meet(greeting_for("CURVE"), stranger);
  ASSERT_TRUE(refused) << refused.error().sentence;
  EXPECT_EQ(refused->state, State::refused);
  EXPECT_EQ(refused->reason, "400");

  CurveClientKeys lost;
  lost.server = random_curve_keys().public_key;
  CurveClient wrong(lost, dealer);
  const auto closed = WirePeer::connect(port)->meet(greeting_for("CURVE"), wrong);
  ASSERT_FALSE(closed);
  EXPECT_EQ(closed.error().code, "closed") << "a HELLO to another server";
}

TEST(Libzmq, CurveWhenWeAreTheServer) {
  Listener listener;
  CurveServerKeys keys;
  const CurveKeyPair client = random_curve_keys();
  LibzmqSocket socket(ZMQ_DEALER);
  use_keys(socket, client);
  socket.set(ZMQ_CURVE_SERVERKEY, text_of_key(keys.permanent.public_key));
  socket.connect(listener.port());
  const auto peer = listener.accept();
  CurveServer handshake(
      keys,
      [&client](const CurveKey& key) {
        return key == client.public_key ? std::nullopt : std::optional<std::string>("400");
      },
      dealer);
  expect_done(peer->meet(greeting_for("CURVE", true), handshake), "DEALER");
  exchange(*peer, socket, handshake.channel());
}

/// A MESSAGE with this nonce from us: whether libzmq closes the connection.
bool closes_at_nonce(std::uint64_t nonce) {
  CurveClientKeys keys;
  const CurveKeyPair server = random_curve_keys();
  keys.server = server.public_key;
  LibzmqSocket socket(ZMQ_DEALER);
  socket.set(ZMQ_CURVE_SERVER, 1);
  use_keys(socket, server);
  const auto peer = WirePeer::connect(socket.bind());
  CurveClient handshake(keys, dealer);
  expect_done(peer->meet(greeting_for("CURVE"), handshake), "DEALER");
  CurveChannel channel = handshake.channel();
  peer->send(encode_frame(channel.seal({0, "first"})));
  EXPECT_EQ(socket.receive(), Message{"first"});
  channel.set_next_nonce(nonce);
  peer->send(encode_frame(channel.seal({0, "second"})));
  if (nonce <= 3) return !peer->next();
  EXPECT_EQ(socket.receive(), Message{"second"});
  return false;
}

TEST(Libzmq, ClosesAtAReplayedNonce) {
  EXPECT_TRUE(closes_at_nonce(3));
  EXPECT_TRUE(closes_at_nonce(2));
  EXPECT_FALSE(closes_at_nonce(400)) << "it need not be the next one";
}

TEST(Libzmq, SubscriptionsInBothSpellings) {
  for (const int minor : {0, 1}) {
    const auto spelling = minor == 0 ? SubscriptionSpelling::message : SubscriptionSpelling::command;
    LibzmqSocket publisher(ZMQ_XPUB);
    const auto subscriber = WirePeer::connect(publisher.bind());
    NullHandshake handshake({{"Socket-Type", "SUB"}}, NullHandshake::Order::speaks_first);
    expect_done(subscriber->meet(greeting_for("NULL", false, minor), handshake), "XPUB");
    subscriber->send(encode({true, "ab"}, spelling));
    EXPECT_EQ(publisher.receive(), Message{"\1ab"});
    EXPECT_TRUE(publisher.send({"abc"}));
    EXPECT_EQ(subscriber->next_message(), Message{"abc"});
    subscriber->send(encode({false, "ab"}, spelling));
    EXPECT_EQ(publisher.receive(), Message{std::string("\0ab", 3)});

    Listener listener;
    LibzmqSocket socket(ZMQ_SUB);
    socket.set(ZMQ_SUBSCRIBE, "topic");
    socket.connect(listener.port());
    const auto peer = listener.accept();
    NullHandshake own({{"Socket-Type", "PUB"}}, NullHandshake::Order::answers);
    expect_done(peer->meet(greeting_for("NULL", false, minor), own), "SUB");
    const auto item = peer->next();
    ASSERT_TRUE(item);
    EXPECT_EQ(item->kind, minor == 0 ? Item::Kind::frame : Item::Kind::command);
    const auto body = octets_of(item->body);
    const auto subscription = minor == 0 ? parse_subscription_message(body) : parse_subscription_command(body);
    ASSERT_TRUE(subscription);
    EXPECT_EQ(*subscription, (Subscription{true, "topic"}));
  }
}

/// In CURVE a command of libzmq is a MESSAGE with bit 1 of its payload's flags, that RFC 26 does not know.
TEST(Libzmq, SubscriptionsInCurve) {
  for (const int minor : {0, 1}) {
    Listener listener;
    const CurveServerKeys keys;
    LibzmqSocket socket(ZMQ_SUB);
    use_keys(socket, random_curve_keys());
    socket.set(ZMQ_CURVE_SERVERKEY, text_of_key(keys.permanent.public_key));
    socket.set(ZMQ_SUBSCRIBE, "topic");
    socket.connect(listener.port());
    const auto peer = listener.accept();
    CurveServer handshake(keys, [](const CurveKey&) { return std::nullopt; }, {{"Socket-Type", "PUB"}});
    expect_done(peer->meet(greeting_for("CURVE", true, minor), handshake), "SUB");
    const auto item = peer->next();
    ASSERT_TRUE(item);
    const auto frame = handshake.channel().open(octets_of(item->body));
    ASSERT_TRUE(frame) << frame.error().code;
    EXPECT_EQ(frame->flags, minor == 0 ? 0 : CurveFrame::command);
    EXPECT_EQ(frame->body, minor == 0 ? "\1topic"
                                      : "\x09"
                                        "SUBSCRIBEtopic");
  }
}

TEST(Libzmq, Heartbeats) {
  LibzmqSocket socket(ZMQ_DEALER);
  socket.set(ZMQ_HEARTBEAT_IVL, 50);
  socket.set(ZMQ_HEARTBEAT_TTL, 3000);
  socket.set(ZMQ_HEARTBEAT_TIMEOUT, limit_ms);  // we answer no PING
  const auto peer = WirePeer::connect(socket.bind());
  NullHandshake handshake(dealer, NullHandshake::Order::speaks_first);
  expect_done(peer->meet(greeting_for("NULL"), handshake), "DEALER");
  const std::string ping = encode_ping({30, "context"});
  peer->send(text_of(encode_frame_header(flag_command, ping.size(), Framing::v3).view()));
  peer->send(ping);
  bool pinged = false;
  bool answered = false;
  while (!pinged || !answered) {
    const auto item = peer->next();
    ASSERT_TRUE(item) << "closed before PING and PONG came";
    const auto command = parse_command(octets_of(item->body));
    ASSERT_TRUE(command);
    if (command->name == "PONG") {
      EXPECT_EQ(parse_pong(command->data), "context");
      answered = true;
    } else {
      EXPECT_EQ(command->name, "PING");
      EXPECT_EQ(parse_ping(command->data), (Ping{30, ""}));
      pinged = true;
    }
  }
}

}  // namespace
}  // namespace zassay::wire
