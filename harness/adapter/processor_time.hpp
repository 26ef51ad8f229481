#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>

namespace zassay {

/// What the scheduler has given to all threads of a process since each began, and what it kept them waiting for.
struct ProcessorTime {
  std::chrono::nanoseconds ran{};
  std::chrono::nanoseconds waited{};  ///< ready to run, but not on a processor

  bool operator==(const ProcessorTime&) const = default;
};

/// From /proc/PID/task/*/schedstat (proc(5)). Nothing where the process is gone or the kernel keeps no such record.
std::optional<ProcessorTime> read_processor_time(pid_t process);

/// Whether the machine, and not the process, is why nothing came of it between two readings: it was kept waiting for a
/// processor for more than a tenth of `wall`, and could not run for a quarter of it either.
bool was_starved(const ProcessorTime& before, const ProcessorTime& after, std::chrono::nanoseconds wall);

}  // namespace zassay
