#include <gtest/gtest.h>
#include <zmq.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace zassay::model {
namespace {

void count(void*, void* hint) { ++*static_cast<int*>(hint); }

TEST(Messages, ABufferIsReleasedOnceByTheLastCopy) {
  char octets[] = "content";
  int released = 0;
  zmq_msg_t source;
  zmq_msg_t copy;
  zmq_msg_t moved;
  zmq_msg_init(&copy);
  zmq_msg_init(&moved);
  ASSERT_EQ(zmq_msg_init_data(&source, octets, 7, count, &released), 0);
  ASSERT_EQ(zmq_msg_copy(&copy, &source), 0);
  EXPECT_EQ(zmq_msg_get(&copy, ZMQ_SHARED), 1);
  EXPECT_EQ(zmq_msg_data(&copy), octets);
  ASSERT_EQ(zmq_msg_move(&moved, &copy), 0);
  EXPECT_EQ(zmq_msg_size(&copy), 0U);
  zmq_msg_close(&source);
  EXPECT_EQ(released, 0);
  EXPECT_EQ(zmq_msg_get(&moved, ZMQ_SHARED), 0);
  zmq_msg_close(&moved);
  zmq_msg_close(&copy);
  EXPECT_EQ(released, 1);
}

TEST(Messages, WhatACopyOrAMoveReplacesIsReleased) {
  char octets[] = "content";
  int released = 0;
  zmq_msg_t empty;
  zmq_msg_t full;
  zmq_msg_init(&empty);
  zmq_msg_init_data(&full, octets, 7, count, &released);
  zmq_msg_copy(&full, &full);
  zmq_msg_move(&full, &full);
  EXPECT_EQ(released, 0);
  zmq_msg_move(&full, &empty);
  EXPECT_EQ(released, 1);
  zmq_msg_close(&full);
  zmq_msg_close(&empty);
}

TEST(Messages, OneThatIsClosedIsNoMessage) {
  zmq_msg_t closed;
  zmq_msg_init(&closed);
  ASSERT_EQ(zmq_msg_close(&closed), 0);
  EXPECT_EQ(zmq_msg_close(&closed), -1);
  EXPECT_EQ(zmq_errno(), EFAULT);
  EXPECT_EQ(zmq_msg_more(&closed), 0);
}

TEST(Messages, ABufferThatNobodyReceivedIsReleasedWithItsSocket) {
  void* const context = zmq_ctx_new();
  void* const out = zmq_socket(context, ZMQ_PUSH);
  void* const in = zmq_socket(context, ZMQ_PULL);
  zmq_bind(in, "inproc://name");
  zmq_connect(out, "inproc://name");
  char octets[] = "content";
  int released = 0;
  zmq_msg_t message;
  zmq_msg_init_data(&message, octets, 7, count, &released);
  ASSERT_EQ(zmq_msg_send(&message, out, 0), 7);
  EXPECT_EQ(zmq_msg_size(&message), 0U);
  zmq_close(out);
  EXPECT_EQ(released, 0);
  zmq_close(in);
  EXPECT_EQ(released, 1);
  EXPECT_EQ(zmq_ctx_term(context), 0);
}

TEST(Messages, APartThatIsLongerThanTheBufferIsCutAndItsLengthTold) {
  void* const context = zmq_ctx_new();
  void* const out = zmq_socket(context, ZMQ_PAIR);
  void* const in = zmq_socket(context, ZMQ_PAIR);
  zmq_bind(in, "inproc://name");
  zmq_connect(out, "inproc://name");
  ASSERT_EQ(zmq_send(out, "content", 7, 0), 7);
  char buffer[4] = "xxx";
  EXPECT_EQ(zmq_recv(in, buffer, 2, 0), 7);
  EXPECT_STREQ(buffer, "cox");
  zmq_close(out);
  zmq_close(in);
  EXPECT_EQ(zmq_ctx_term(context), 0);
}

}  // namespace
}  // namespace zassay::model
