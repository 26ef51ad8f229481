#pragma once

#include <sys/types.h>

#include "base/result.hpp"

namespace zassay {

/// Whether a process holds a timerfd that will become readable by itself: a thread that sleeps in poll or epoll without
/// a time-out may wait for it (event loops of Asio and others keep their timers so). A process that is gone holds none.
/// Errors: "no-rights".
Result<bool> has_armed_timer(pid_t process);

}  // namespace zassay
