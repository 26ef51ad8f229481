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

/// The names in a folder of /proc that are numbers, ascending; nothing when it cannot be read.
std::optional<std::vector<pid_t>> numbers_in(const std::string& path);

/// Fields of /proc/…/stat, of a process or of a thread.
struct ProcStat {
  char state = 0;
  pid_t parent = 0;
  unsigned long flags = 0;

  bool exiting() const;  ///< PF_EXITING, or dead already
};
std::optional<ProcStat> read_proc_stat(const std::string& path);

}  // namespace zassay
