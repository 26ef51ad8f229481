// What no case can say: what becomes of connections to a name that nobody has bound, and of what was sent on them.
#include <gtest/gtest.h>
#include <zmq.h>

#include <cerrno>
#include <string>
#include <vector>

namespace zassay::model {
namespace {

class Connections : public testing::Test {
 protected:
  void TearDown() override {
    for (void* const socket : sockets_) zmq_close(socket);
    EXPECT_EQ(zmq_ctx_term(context_), 0);
  }

  void* make(int type) {
    sockets_.push_back(zmq_socket(context_, type));
    return sockets_.back();
  }
  static void set(void* socket, int option, int value) {
    ASSERT_EQ(zmq_setsockopt(socket, option, &value, sizeof value), 0);
  }
  /// The next part, or the name of the error.
  static std::string receive(void* socket) {
    char octets[16] = "";
    const int size = zmq_recv(socket, octets, sizeof octets, ZMQ_DONTWAIT);
    return size >= 0 ? std::string(octets, static_cast<std::size_t>(size)) : zmq_strerror(zmq_errno());
  }
  static std::string again() { return zmq_strerror(EAGAIN); }

  void* const context_ = zmq_ctx_new();
  std::vector<void*> sockets_;
};

TEST_F(Connections, WhatASocketHasSentBeforeTheBindSurvivesItAsLongAsItMayLinger) {
  for (const int linger : {-1, 0}) {
    void* const out = zmq_socket(context_, ZMQ_PUSH);
    set(out, ZMQ_LINGER, linger);
    zmq_connect(out, "inproc://late");
    ASSERT_EQ(zmq_send(out, "kept", 4, 0), 4);
    zmq_close(out);
    void* const in = make(ZMQ_PULL);
    zmq_bind(in, "inproc://late");
    EXPECT_EQ(receive(in), linger == 0 ? again() : "kept");
    zmq_unbind(in, "inproc://late");
  }
}

TEST_F(Connections, AContextEndsThoughMessagesLingerForANameThatNobodyWillBind) {
  void* const out = zmq_socket(context_, ZMQ_PUSH);
  zmq_connect(out, "inproc://never");
  ASSERT_EQ(zmq_send(out, "lost", 4, 0), 4);
  zmq_close(out);
}

TEST_F(Connections, OfTwoPairsThatWaitForABindTheFirstOneIsThePeer) {
  void* const first = make(ZMQ_PAIR);
  void* const second = make(ZMQ_PAIR);
  void* const bound = make(ZMQ_PAIR);
  zmq_connect(first, "inproc://name");
  zmq_connect(second, "inproc://name");
  zmq_send(first, "1", 1, 0);
  zmq_send(second, "2", 1, 0);
  zmq_bind(bound, "inproc://name");
  EXPECT_EQ(receive(bound), "1");
  EXPECT_EQ(receive(bound), again());
  EXPECT_EQ(zmq_send(second, "2", 1, ZMQ_DONTWAIT), -1);
}

TEST_F(Connections, ADisconnectLeavesToThePeerWhatItWasSentAndDiscardsWhatItSent) {
  void* const bound = make(ZMQ_DEALER);
  void* const leaves = make(ZMQ_DEALER);
  zmq_bind(bound, "inproc://name");
  zmq_connect(leaves, "inproc://name");
  zmq_send(leaves, "there", 5, 0);
  zmq_send(bound, "back", 4, 0);
  ASSERT_EQ(zmq_disconnect(leaves, "inproc://name"), 0);
  EXPECT_EQ(zmq_disconnect(leaves, "inproc://name"), -1);
  EXPECT_EQ(zmq_errno(), ENOENT);
  EXPECT_EQ(receive(bound), "there");
  EXPECT_EQ(receive(leaves), again());
  EXPECT_EQ(zmq_send(bound, "back", 4, ZMQ_DONTWAIT), -1);
}

TEST_F(Connections, ARouterThatConnectsKnowsItsPeerWhenThatHasBound) {
  void* const router = make(ZMQ_ROUTER);
  void* const dealer = make(ZMQ_DEALER);
  set(router, ZMQ_ROUTER_MANDATORY, 1);
  zmq_setsockopt(dealer, ZMQ_ROUTING_ID, "ann", 3);
  zmq_connect(router, "inproc://name");
  EXPECT_EQ(zmq_send(router, "ann", 3, ZMQ_SNDMORE), -1);
  EXPECT_EQ(zmq_errno(), EHOSTUNREACH);
  zmq_bind(dealer, "inproc://name");
  ASSERT_EQ(zmq_send(router, "ann", 3, ZMQ_SNDMORE), 3);
  ASSERT_EQ(zmq_send(router, "hello", 5, 0), 5);
  EXPECT_EQ(receive(dealer), "hello");
}

TEST_F(Connections, AnIdThatIsGivenForTheNextConnectIsKnownAtOnce) {
  void* const router = make(ZMQ_ROUTER);
  void* const dealer = make(ZMQ_DEALER);
  zmq_setsockopt(router, ZMQ_CONNECT_ROUTING_ID, "given", 5);
  zmq_connect(router, "inproc://name");
  ASSERT_EQ(zmq_send(router, "given", 5, ZMQ_SNDMORE), 5);
  ASSERT_EQ(zmq_send(router, "early", 5, 0), 5);
  zmq_bind(dealer, "inproc://name");
  EXPECT_EQ(receive(dealer), "early");
}

TEST_F(Connections, AHandleThatIsNoneIsRefused) {
  int nothing = 0;
  EXPECT_EQ(zmq_close(&nothing), -1);
  EXPECT_EQ(zmq_errno(), ENOTSOCK);
  EXPECT_EQ(zmq_ctx_term(&nothing), -1);
  EXPECT_EQ(zmq_errno(), EFAULT);
  void* const closed = zmq_socket(context_, ZMQ_PAIR);
  zmq_close(closed);
  EXPECT_EQ(zmq_send(closed, "", 0, ZMQ_DONTWAIT), -1);
  EXPECT_EQ(zmq_errno(), ENOTSOCK);
}

}  // namespace
}  // namespace zassay::model
