#pragma once

#include <sys/types.h>

#include <cstdint>

#include "base/result.hpp"

namespace zassay {

/// What a process holds, as counted in /proc.
struct ProcessResources {
  int descriptors = 0;
  int threads = 0;   ///< without those that are already exiting
  int children = 0;  ///< direct children of any state
  int orphans = 0;   ///< living processes that it started and that lost their parent: they are the guardian's children

  bool operator==(const ProcessResources&) const = default;
};

/// Counts what `process` holds; `guardian` is its parent. Error "process-gone" when it cannot be read any more.
Result<ProcessResources> count_resources(pid_t process, pid_t guardian);

/// How much memory it has in use, in bytes: what is resident. Error "process-gone".
Result<std::uint64_t> resident_bytes(pid_t process);

/// The process has begun to exit, or is gone: its descriptors may be closed before its parent can be told.
bool is_exiting(pid_t process);

/// One of its threads is running or in an uninterruptible wait: it is still working on something.
bool is_busy(pid_t process);

}  // namespace zassay
