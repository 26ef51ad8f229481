#include "adapter/timer_descriptors.hpp"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "adapter/descriptor.hpp"

namespace zassay {
namespace {

bool armed() {
  const auto found = has_armed_timer(::getpid());
  EXPECT_TRUE(found) << found.error().sentence;
  return found.value_or(false);
}

TEST(TimerDescriptorsTest, OnlyATimerThatWillGoOffCounts) {
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

TEST(TimerDescriptorsTest, AProcessThatIsGoneHasNone) { EXPECT_FALSE(has_armed_timer(0x7ffffff0).value()); }

}  // namespace
}  // namespace zassay
