#include "run/watchdog.hpp"

#include <gtest/gtest.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <set>

#include "run/test_cell.hpp"

namespace zassay {
namespace {

constexpr std::int64_t ms = 1'000'000;

/// Woken in time at every 2 ms from 0 to 100 ms, but for one time: due at 40 ms, woken at 55 ms.
DelayRecord with_one_delay() {
  DelayRecord record;
  for (std::int64_t at = 0; at <= 100; at += at == 38 ? 17 : at == 55 ? 1 : 2) {
    record.add(at * ms, at == 55 ? 15 * ms : 0);
  }
  return record;
}

std::int64_t worst(std::int64_t from_ms, std::int64_t to_ms) {
  const auto delays = with_one_delay().between(from_ms * ms, to_ms * ms, 101 * ms);
  return delays ? delays->worst_ms : -1;
}

TEST(DelayRecordTest, ADelayCountsWhereverItOverlaps) {
  EXPECT_EQ(worst(0, 100), 15);
  EXPECT_EQ(worst(50, 52), 15);  // in the midst of it
  EXPECT_EQ(worst(30, 40), 15);  // it begins at the end
  EXPECT_EQ(worst(55, 60), 15);  // it ends at the beginning
  EXPECT_EQ(worst(0, 39), 0);
  EXPECT_EQ(worst(56, 100), 0);
}

TEST(DelayRecordTest, DelaysAddUpAndAreRoundedUp) {
  DelayRecord record;
  record.add(0, 0);
  record.add(2'300'000, 300'000);
  record.add(5'800'000, 1'500'000);
  record.add(7'700'000, -100'000);  // too early is not late
  const auto delays = record.between(0, 7 * ms, 8 * ms);
  ASSERT_TRUE(delays);
  EXPECT_EQ(delays->worst_ms, 2);
  EXPECT_EQ(delays->total_ms, 2);
}

TEST(DelayRecordTest, TellsNothingOfWhatItHasNotSeen) {
  EXPECT_FALSE(DelayRecord().between(1, 2, 3));
  DelayRecord record;
  record.add(10 * ms, 0);
  EXPECT_FALSE(record.between(9 * ms, 11 * ms, 11 * ms));
  EXPECT_TRUE(record.between(10 * ms, 11 * ms, 11 * ms));
  record.add(10 * ms + DelayRecord::kept.count() + 1, 0);
  EXPECT_FALSE(record.between(10 * ms, 11 * ms, 11 * ms)) << "the record is kept for so long";
  record.clear();
  EXPECT_FALSE(record.between(10 * ms, 11 * ms, 11 * ms));
}

TEST(DelayRecordTest, AWakeUpThatHasNotComeYetIsLate) {
  DelayRecord record;
  record.add(10 * ms, 0);
  EXPECT_EQ(record.between(10 * ms, 12 * ms, 12 * ms)->worst_ms, 0);
  EXPECT_EQ(record.between(10 * ms, 40 * ms, 42 * ms)->worst_ms, 30);
  EXPECT_EQ(record.between(10 * ms, 11 * ms, 42 * ms)->worst_ms, 0) << "what was over before it was due was not held";
}

std::atomic<int> entered;
std::atomic<bool> released;

/// Keeps the thread that takes the signal from running on.
void hold(int) {
  ++entered;
  while (!released) {
  }
}

std::set<pid_t> own_threads() {
  std::set<pid_t> threads;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/task")) {
    threads.insert(std::stoi(entry.path().filename()));
  }
  return threads;
}

std::int64_t now_ns() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now().time_since_epoch()).count();
}

TEST(WatchdogTest, AThreadThatIsHeldIsNoticedAtOnceAndLater) {
  std::signal(SIGUSR2, hold);
  const std::set<pid_t> before = own_threads();
  Watchdog& watchdog = Watchdog::instance();
  const std::int64_t began = now_ns();
  watchdog.start();
  while (!watchdog.delays(now_ns(), now_ns())) {
  }
  EXPECT_FALSE(watchdog.delays(began, now_ns())) << "it had not begun to watch then";
  for (const pid_t thread : own_threads()) {
    if (!before.contains(thread)) ::syscall(SYS_tgkill, ::getpid(), thread, SIGUSR2);
  }
  while (entered == 0) {
  }
  const std::int64_t from = now_ns();
  while (now_ns() < from + 30 * ms) {
  }
  const std::int64_t to = now_ns();
  const auto held = watchdog.delays(from, to);
  released = true;
  ASSERT_TRUE(held);
  EXPECT_GE(held->worst_ms, 28) << "30 ms, but for the 2 ms in which it was not due";
  watchdog.stop();
  EXPECT_GE(watchdog.delays(from, to)->worst_ms, 28);
  watchdog.start();
  EXPECT_FALSE(watchdog.delays(from, to)) << "nobody watched between the two";
  watchdog.stop();
  std::signal(SIGUSR2, SIG_DFL);
}

TEST(WatchdogTest, EachJudgedTimeGetsItsRecord) {
  test_cell::Bench bench;
  const Case spec = test_cell::pipeline({"push.send: {stream: s}", "pull.recv: {flags: [DONTWAIT]}\n    as: timed"},
                                        {"elapsed: {op: timed, at_most: 60s}"});
  const auto unwatched = bench.play(spec);
  ASSERT_EQ(unwatched.of_event("evidence", "kind"), std::vector<std::string>{"scheduling"});
  EXPECT_EQ(unwatched.of_event("evidence", "outcome"), std::vector<std::string>{"unknown"});
}

}  // namespace
}  // namespace zassay
