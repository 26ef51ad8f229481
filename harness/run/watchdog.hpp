#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
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
  /// Delays seen between two CLOCK_MONOTONIC times: the longest one, and all of them together, rounded up.
  struct Delays {
    std::int64_t worst_ms = 0;
    std::int64_t total_ms = 0;
  };
  /// Nothing where the record does not reach.
  std::optional<Delays> delays(std::int64_t from_ns, std::int64_t to_ns) const;

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
