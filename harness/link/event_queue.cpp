#include "link/event_queue.hpp"

#include <sys/eventfd.h>

#include <algorithm>

namespace zassay::link {
namespace {

std::size_t memory_of(const Event& event) {
  std::size_t octets = sizeof event;
  for (const std::string* text : {&event.name, &event.note, &event.item.name, &event.item.body, &event.item.sha256}) {
    octets += text->capacity();
  }
  if (event.item.malformed) octets += event.item.malformed->code.capacity() + event.item.malformed->sentence.capacity();
  return octets;
}

}  // namespace

void EventQueue::add(std::vector<Event>& events) {
  if (events.empty()) return;
  {
    const std::lock_guard lock(mutex_);
    if (events_.empty()) set_wake(true);
    for (Event& event : events) {
      octets_ += memory_of(event);
      events_.push_back(std::move(event));
    }
  }
  events.clear();
}

EventQueue::Taken EventQueue::take() {
  const std::lock_guard lock(mutex_);
  Taken taken;
  if (events_.empty()) return taken;
  octets_ -= memory_of(events_.front());
  taken.event = std::move(events_.front());
  events_.pop_front();
  if (events_.empty()) set_wake(false);
  if (told_full_ && events_.size() <= limits_.events / 2 && octets_ <= limits_.octets / 2) {
    told_full_ = false;
    taken.has_room_again = true;
  }
  return taken;
}

std::size_t EventQueue::room() {
  const std::lock_guard lock(mutex_);
  if (events_.size() < limits_.events && octets_ < limits_.octets) {
    return std::min(limits_.events - events_.size(), (limits_.octets - octets_) / sizeof(Event) + 1);
  }
  told_full_ = true;
  return 0;
}

void EventQueue::set_wake(bool readable) {
  eventfd_t count = 0;
  if (readable) {
    ::eventfd_write(wake_.get(), 1);
  } else {
    ::eventfd_read(wake_.get(), &count);
  }
}

}  // namespace zassay::link
