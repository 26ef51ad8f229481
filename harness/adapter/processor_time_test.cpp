#include "adapter/processor_time.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace zassay {
namespace {

using std::chrono::milliseconds;

TEST(ProcessorTimeTest, GrowsWithWork) {
  const auto before = read_processor_time(::getpid());
  if (!before) GTEST_SKIP() << "this kernel keeps no scheduling record";
  volatile std::uint64_t work = 0;
  auto after = before;
  while (after && after->ran - before->ran < milliseconds(20)) {
    for (int i = 0; i < 100'000; ++i) work = work + 1;
    after = read_processor_time(::getpid());
  }
  ASSERT_TRUE(after);
  EXPECT_GE(after->waited, before->waited);
}

TEST(ProcessorTimeTest, AProcessThatIsGoneHasNone) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(0);
  ASSERT_EQ(::waitpid(child, nullptr, 0), child);
  EXPECT_FALSE(read_processor_time(child));
}

TEST(ProcessorTimeTest, StarvedIsWhoWaitedAndDidNotRun) {
  const ProcessorTime before{milliseconds(5), milliseconds(7)};
  const auto grown = [&before](int ran_ms, int waited_ms) {
    return ProcessorTime{before.ran + milliseconds(ran_ms), before.waited + milliseconds(waited_ms)};
  };
  EXPECT_TRUE(was_starved(before, grown(10, 400), milliseconds(1000)));
  EXPECT_FALSE(was_starved(before, grown(10, 90), milliseconds(1000)));    // it slept: nothing kept it from running
  EXPECT_FALSE(was_starved(before, grown(600, 390), milliseconds(1000)));  // it ran in circles, on a busy machine
}

}  // namespace
}  // namespace zassay
