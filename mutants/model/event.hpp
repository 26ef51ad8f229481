#pragma once

#include <chrono>
#include <optional>

namespace zassay::model {

/// The end of a wait: never, or so many milliseconds after it began.
class Deadline {
 public:
  /// Below 0: never.
  explicit Deadline(long limit_ms);
  /// For poll(): -1 for ever, else what is left, never less than the truth; 0 when it is over.
  int left_ms() const;

 private:
  std::optional<std::chrono::steady_clock::time_point> end_;
};

/// Something that one thread waits for and others set: an eventfd, waited for by poll(). The kernel never restarts
/// poll() after a signal, so that a wait ends with EINTR whatever SA_RESTART says (API-RECV-04, API-POLL-12).
class Event {
 public:
  Event();
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  ~Event();

  void set();
  void clear();
  /// 0 once it is set; EAGAIN when the time is over, EINTR after a signal.
  int wait(const Deadline& deadline) const;
  /// -1 if there was no descriptor left.
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

}  // namespace zassay::model
