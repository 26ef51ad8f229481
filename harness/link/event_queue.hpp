#pragma once

#include <deque>
#include <mutex>
#include <optional>
#include <vector>

#include "adapter/descriptor.hpp"
#include "link/event.hpp"
#include "link/loop.hpp"

namespace zassay::link {

/// The events that wait between the loop's thread, which adds, and the runner's, which takes.
class EventQueue {
 public:
  EventQueue(Descriptor wake, Loop::Limits limits) : wake_(std::move(wake)), limits_(limits) {}

  int descriptor() const { return wake_.get(); }

  /// Takes them all out of `events`, and wakes the runner once.
  void add(std::vector<Event>& events);

  struct Taken {
    std::optional<Event> event;
    bool has_room_again = false;  ///< somebody was told that it is full, and half of it is free now
  };
  Taken take();

  /// How many events more may wait. That there is no room is remembered: `has_room_again` will tell.
  std::size_t room();

 private:
  void set_wake(bool readable);

  Descriptor wake_;
  Loop::Limits limits_;
  std::mutex mutex_;
  std::deque<Event> events_;
  std::size_t octets_ = 0;  ///< of memory, about
  bool told_full_ = false;
};

}  // namespace zassay::link
