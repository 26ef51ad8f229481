#include "adapter/open_descriptors.hpp"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <array>

#include "adapter/descriptor.hpp"

namespace zassay {
namespace {

bool armed() {
  const auto open = read_open_descriptors(::getpid());
  EXPECT_TRUE(open) << open.error().sentence;
  return open && has_armed_timer(*open);
}

TEST(OpenDescriptorsTest, OnlyATimerThatWillGoOffCounts) {
  EXPECT_FALSE(armed());
  const Descriptor first(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC));
  const Descriptor second(::timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC));
  ASSERT_TRUE(first && second);
  EXPECT_FALSE(armed()) << "made, and never set";
  itimerspec time{};
  time.it_value.tv_sec = 600;
  ASSERT_EQ(::timerfd_settime(second.get(), 0, &time, nullptr), 0);
  EXPECT_TRUE(armed());
  time.it_value.tv_sec = 0;
  ASSERT_EQ(::timerfd_settime(second.get(), 0, &time, nullptr), 0);
  EXPECT_FALSE(armed());
  time.it_value.tv_nsec = 1;
  ASSERT_EQ(::timerfd_settime(first.get(), 0, &time, nullptr), 0);
  pollfd wait{first.get(), POLLIN, 0};
  ASSERT_EQ(::poll(&wait, 1, -1), 1);
  EXPECT_FALSE(armed()) << "it went off, and does not again";
}

TEST(OpenDescriptorsTest, NamesEachSocketOnce) {
  int ends[2];
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
  const Descriptor first(ends[0]), second(ends[1]), copy(::dup(ends[0]));
  struct stat status {};
  ASSERT_EQ(::fstat(first.get(), &status), 0);
  const auto all = read_open_descriptors(::getpid());
  ASSERT_TRUE(all);
  EXPECT_EQ(all->process, ::getpid());
  EXPECT_TRUE(all->sockets.contains(status.st_ino));
  const std::array<int, 2> two{first.get(), copy.get()};
  const OpenDescriptors own = read_own_descriptors(two);
  EXPECT_EQ(own.sockets.size(), 1U);
  EXPECT_TRUE(own.sockets.contains(status.st_ino));
  EXPECT_TRUE(own.timers.empty());
}

TEST(OpenDescriptorsTest, AProcessThatIsGoneHasNone) {
  const auto open = read_open_descriptors(0x7ffffff0);
  ASSERT_TRUE(open);
  EXPECT_TRUE(open->sockets.empty());
  EXPECT_FALSE(has_armed_timer(*open));
}

}  // namespace
}  // namespace zassay
