#pragma once

#include <sys/types.h>

#include <string>

#include "adapter/descriptor.hpp"

namespace zassay {

/// The file that marks a folder as a run's temporary folder; nothing else is ever removed.
inline constexpr const char* run_marker = ".zassay-run";

/// A run's temporary folder, opened and recognised while it was whole. Holding it open lets several guardians remove
/// the same folder at the same time: each knows what it opened, whatever the others have removed since.
class MarkedFolder {
 public:
  /// Opens `path`. Returns 0, or the errno: ENOKEY when the folder does not contain the marker file.
  int open(const std::string& path);

  /// Removes everything below the folder and the folder itself, following no symbolic link. Returns 0 when nothing is
  /// left at the path, else the errno of what could not be removed. Safe beside others that remove the same folder.
  int remove();

 private:
  Descriptor folder_;
  std::string path_;
  dev_t device_ = 0;
  ino_t inode_ = 0;
};

}  // namespace zassay
