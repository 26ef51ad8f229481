#include "mutants/model/event.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdint>

namespace zassay::model {

Deadline::Deadline(long limit_ms) {
  if (limit_ms >= 0) end_ = std::chrono::steady_clock::now() + std::chrono::milliseconds(limit_ms);
}

int Deadline::left_ms() const {
  if (!end_) return -1;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(*end_ - std::chrono::steady_clock::now()).count();
  return static_cast<int>(std::clamp<std::int64_t>(left, 0, INT_MAX));
}

Event::Event() : descriptor_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}

Event::~Event() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void Event::set() { ::eventfd_write(descriptor_, 1); }

void Event::clear() {
  eventfd_t count = 0;
  ::eventfd_read(descriptor_, &count);
}

int Event::wait(const Deadline& deadline) const {
  pollfd item{descriptor_, POLLIN, 0};
  const int ready = ::poll(&item, 1, deadline.left_ms());
  if (ready > 0) return 0;
  return ready == 0 ? EAGAIN : errno;
}

}  // namespace zassay::model
