#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <mutex>
#include <thread>

namespace zassay {

class Session;

/// Measures how late this machine lets a thread run: it wakes every few milliseconds and notes how much later than
/// asked it did. A claim that something came too late stands only where this record is clean. Thread-safe.
class Watchdog {
 public:
  static Watchdog& instance();
  void start();
  void stop();
  /// The worst delay, in ms, seen between two CLOCK_MONOTONIC times; -1 where the record does not reach.
  std::int64_t worst_delay_ms(std::int64_t from_ns, std::int64_t to_ns) const;

 private:
  void watch(const std::stop_token& stopping);
  struct Sample {
    std::int64_t at_ns;
    std::int64_t delay_ns;
  };
  mutable std::mutex mutex_;
  std::deque<Sample> samples_;
  std::jthread thread_;
};

/// Writes the scheduling record of each operation whose time the case judges, as evidence "scheduling".
void record_scheduling(Session& session);

}  // namespace zassay
