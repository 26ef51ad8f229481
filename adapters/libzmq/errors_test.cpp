#include "adapters/libzmq/errors.hpp"

#include <gtest/gtest.h>
#include <zmq.h>

#include <cerrno>

namespace zassay::libzmq {
namespace {

TEST(Errors, HaveTheNamesOfTheManual) {
#define EXPECT_OWN_NAME(error) EXPECT_EQ(error_name(error), #error)
  EXPECT_OWN_NAME(EAGAIN);
  EXPECT_OWN_NAME(EINTR);
  EXPECT_OWN_NAME(EINVAL);
  EXPECT_OWN_NAME(EFAULT);
  EXPECT_OWN_NAME(ENOTSUP);
  EXPECT_OWN_NAME(ENOTSOCK);
  EXPECT_OWN_NAME(EMFILE);
  EXPECT_OWN_NAME(EADDRINUSE);
  EXPECT_OWN_NAME(EPROTONOSUPPORT);
  EXPECT_OWN_NAME(EHOSTUNREACH);
  EXPECT_OWN_NAME(EFSM);
  EXPECT_OWN_NAME(ENOCOMPATPROTO);
  EXPECT_OWN_NAME(ETERM);
  EXPECT_OWN_NAME(EMTHREAD);
#undef EXPECT_OWN_NAME
}

TEST(Errors, NumbersWithoutANameAreTold) {
  EXPECT_EQ(error_name(0), "ERRNO_0");
  EXPECT_EQ(error_name(-1), "ERRNO_-1");
  EXPECT_EQ(error_name(99999), "ERRNO_99999");
}

}  // namespace
}  // namespace zassay::libzmq
