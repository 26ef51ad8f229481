#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

#include "adapter/descriptor.hpp"

namespace zassay {

/// A file of /proc, whole; nothing when it cannot be read (the process is gone, or no rights: see errno).
std::optional<std::string> read_proc_file(const std::string& path);

/// A file of /proc that is one record of at most 8 KiB, such as a thread's status, read anew from an open descriptor.
std::optional<std::string> read_proc_record(const Descriptor& file);

/// A folder of /proc, open: /proc/PROCESS/task or fd. Like a file of /proc it belongs to the process and not to the
/// number: that of a process which has ended cannot be read any more.
class ProcFolder {
 public:
  ProcFolder() = default;
  explicit ProcFolder(const std::string& path);

  explicit operator bool() const { return static_cast<bool>(folder_); }
  /// For openat and readlinkat: the kernel walks a path from here twice as fast as from the root.
  int descriptor() const { return folder_.get(); }
  /// The names that are numbers, ascending, as they are now; nothing when it cannot be read.
  std::optional<std::vector<pid_t>> numbers() const;

 private:
  Descriptor folder_;
};

std::optional<std::vector<pid_t>> numbers_in(const std::string& path);

/// Fields of /proc/…/stat, of a process or of a thread.
struct ProcStat {
  char state = 0;
  pid_t parent = 0;
  unsigned long flags = 0;

  bool exiting() const;  ///< PF_EXITING, or dead already
};
std::optional<ProcStat> read_proc_stat(const std::string& path);
std::optional<ProcStat> read_proc_stat(const Descriptor& file);  ///< again and again

}  // namespace zassay
