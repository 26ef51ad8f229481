#pragma once

#include <sys/types.h>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "adapter/descriptor.hpp"
#include "adapter/proc_files.hpp"
#include "base/result.hpp"

namespace zassay {

/// One thread of another process as the kernel shows it in /proc.
struct ThreadState {
  pid_t thread = 0;
  char state = 0;  ///< R running, S asleep, D uninterruptible, T stopped, Z or X ended; 0 after a quick look
  std::uint64_t switches = 0;                   ///< grows each time that it is given a processor
  std::optional<long> system_call;              ///< the call that it waits in; none while it runs or is in user code
  std::array<std::uint64_t, 6> arguments = {};  ///< of that call

  bool operator==(const ThreadState&) const = default;
};

/// Errors: "thread-gone"; "no-rights" (ptrace rights over the process are needed: `zassay doctor`).
Result<ThreadState> read_thread_state(pid_t process, pid_t thread);

/// Reads all threads of processes again and again. It keeps their files in /proc open, which halves what a look costs;
/// a file belongs to its thread, not to the number: that of a thread which has ended reads as an error. Used by one
/// thread at a time.
class ThreadStates {
 public:
  /// Quick: a third of the time, without `state`, so that a thread that was stopped or waits for a disk in a call looks
  /// like one that sleeps in it.
  enum class Depth { quick, whole };

  /// All threads of a process, ascending; threads that end meanwhile are left out. The same errors.
  Result<std::vector<ThreadState>> read(pid_t process, Depth depth = Depth::whole);

  /// A quick look at one thread that was seen before; nothing if it is gone.
  std::optional<ThreadState> read_again(pid_t process, pid_t thread);

 private:
  struct Files {
    Descriptor system_call;
    Descriptor schedule;
    Descriptor stat;  ///< opened when it is first needed
    /// At this count of switches it was seen in state S. Whoever stops or waits for a disk must run for it.
    std::optional<std::uint64_t> asleep_at;
  };
  static Result<Files> open(pid_t process, pid_t thread);
  static Result<ThreadState> read(pid_t process, pid_t thread, Files& files, Depth depth);
  std::optional<std::vector<pid_t>> threads_of(pid_t process);
  friend Result<ThreadState> read_thread_state(pid_t process, pid_t thread);

  std::map<pid_t, ProcFolder> folders_;             ///< the threads of each process
  std::map<std::pair<pid_t, pid_t>, Files> files_;  ///< by process and thread
};

/// In a system call and off the processor; after a whole look: asleep there (state S).
bool is_asleep(const ThreadState& state);

/// Asleep in poll, ppoll, epoll_wait, epoll_pwait, epoll_pwait2, select or pselect6.
bool sleeps_in_poll(const ThreadState& state);

/// Asleep in one of those, in a futex, in nanosleep or clock_nanosleep, or in a wait for signals, semaphores, messages
/// or events of the kernel, with a time-out that will end the sleep by itself. A time-out of zero length counts too: it
/// will be over at the next look. In io_uring_enter always: its time-outs cannot be seen.
bool sleeps_with_timeout(const ThreadState& state);

}  // namespace zassay
