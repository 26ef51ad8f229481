// ZMTP 1.0 and 2.0 with a libzmq that steps back to them.

#include <gtest/gtest.h>

#include "wire/libzmq/peer.hpp"

namespace zassay::wire {
namespace {

const std::string long_body(300, 'x');

void exchange(WirePeer& peer, LibzmqSocket& socket, Framing framing) {
  for (const Message& message : {Message{"a", "", long_body}, Message{std::string(254, 'y')}, Message{""}}) {
    peer.send_frames(message, framing);
    EXPECT_EQ(socket.receive(), message);
    EXPECT_TRUE(socket.send(message));
    EXPECT_EQ(peer.next_message(), message);
  }
}

/// RFC 13: the identity is the first frame of either side. libzmq sends its signature before, which then is the header
/// of its identity: RFC 37, "Backwards Interoperability".
TEST(OldVersions, Zmtp1) {
  for (const std::string identity : {"", "me"}) {
    LibzmqSocket socket(ZMQ_DEALER);
    if (!identity.empty()) socket.set(ZMQ_ROUTING_ID, identity);
    const auto peer = WirePeer::connect(socket.bind());
    peer->send(encode_frame("peer", false, Framing::v1));
    peer->reader.peer_speaks(1);
    const auto item = peer->next();
    ASSERT_TRUE(item);
    EXPECT_EQ(item->kind, Item::Kind::frame);
    EXPECT_EQ(item->header_octets, 10U);
    EXPECT_EQ(item->flags, 0x7F);
    EXPECT_EQ(item->body, identity);
    exchange(*peer, socket, Framing::v1);
  }
}

/// RFC 15. libzmq sends its revision, 3, and then the socket type: DEALER is 5.
TEST(OldVersions, Zmtp2) {
  LibzmqSocket socket(ZMQ_DEALER);
  socket.set(ZMQ_ROUTING_ID, "me");
  const auto peer = WirePeer::connect(socket.bind());
  Greeting greeting;
  greeting.form = Greeting::Form::revision;
  greeting.major = 1;
  greeting.socket_type = 5;
  peer->send(encode(greeting) + encode_frame("peer", false, Framing::v2));
  peer->reader.peer_speaks(2);
  const auto item = peer->next();
  ASSERT_TRUE(item && item->greeting);
  EXPECT_EQ(item->greeting->form, Greeting::Form::revision);
  EXPECT_EQ(item->greeting->major, 3);
  EXPECT_EQ(item->greeting->socket_type, 5);
  EXPECT_EQ(peer->next_message(), Message{"me"});
  exchange(*peer, socket, Framing::v2);
}

}  // namespace
}  // namespace zassay::wire
