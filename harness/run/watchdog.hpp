#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

namespace zassay {

class Session;

/// When a thread that wakes every `wake_interval` was woken, and how much later than asked. Times are CLOCK_MONOTONIC
/// in nanoseconds. Not thread-safe.
class DelayRecord {
 public:
  static constexpr std::chrono::nanoseconds wake_interval = std::chrono::milliseconds(2);
  static constexpr std::chrono::nanoseconds kept = std::chrono::seconds(60);

  /// Delays between two times: the longest one, and all of them together, rounded up.
  struct Delays {
    std::int64_t worst_ms = 0;
    std::int64_t total_ms = 0;
  };

  void add(std::int64_t woken_ns, std::int64_t delay_ns);
  /// Nothing where the record does not reach. A thread that should have woken before `now_ns` and has not is late too.
  std::optional<Delays> between(std::int64_t from_ns, std::int64_t to_ns, std::int64_t now_ns) const;
  void clear() { samples_.clear(); }

 private:
  struct Sample {
    std::int64_t woken_ns;
    std::int64_t delay_ns;
  };
  std::deque<Sample> samples_;
};

/// Measures how late this machine lets a thread run: it wakes every few milliseconds and notes how much later than
/// asked it did. A claim that something came too late stands only where this record is clean. Thread-safe, but for
/// start and stop.
class Watchdog {
 public:
  static Watchdog& instance();
  /// Begins a new record.
  void start();
  void stop();
  /// Of two CLOCK_MONOTONIC times that are not ahead of now. Nothing where the record does not reach.
  std::optional<DelayRecord::Delays> delays(std::int64_t from_ns, std::int64_t to_ns) const;

 private:
  void watch(const std::stop_token& stopping);
  mutable std::mutex mutex_;
  DelayRecord record_;
  std::jthread thread_;
};

/// Writes the scheduling record of each operation whose time the case judges, as evidence "scheduling".
void record_scheduling(Session& session);

}  // namespace zassay
