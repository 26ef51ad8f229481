#pragma once

#include <sys/types.h>

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "base/result.hpp"

namespace zassay {

/// What a process holds open of the kinds that can make something happen by themselves.
struct OpenDescriptors {
  pid_t process = 0;
  std::map<std::uint64_t, int> sockets;  ///< a descriptor for each, by inode
  std::vector<int> timers;               ///< made by timerfd_create
};

/// All of a process; one that is gone has none. Errors: "no-rights".
Result<OpenDescriptors> read_open_descriptors(pid_t process);

/// Only these of this process.
OpenDescriptors read_own_descriptors(std::span<const int> numbers);

/// Whether a timer will become readable by itself: a thread that sleeps in poll or epoll without a time-out may wait
/// for it (event loops of Asio and others keep their timers so).
bool has_armed_timer(const OpenDescriptors& open);

}  // namespace zassay
