#pragma once

#include <sys/types.h>

namespace zassay::guardian {

/// What came of starting the adapter: its process, or the errno of execve (or of fork) and no process.
struct Started {
  pid_t process = -1;
  int error = 0;
};

/// Forks and executes `argv` in a session of its own, with this process's descriptors 0, 1 and 2 and no other, default
/// signals, no core file, and SIGKILL when this process dies. A name without a slash is searched for in PATH.
Started start_child(char* const* argv);

}  // namespace zassay::guardian
