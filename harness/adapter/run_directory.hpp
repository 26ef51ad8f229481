#pragma once

#include <string>

#include "adapter/guardian_link.hpp"
#include "base/result.hpp"

namespace zassay {

/// A run's temporary folder, with a guardian of its own, so that it goes with the run however the run ends. Give its
/// path to StartOptions::remove_directory: then the adapters' guardians see to it as well.
class RunDirectory {
 public:
  /// Makes a new folder below `parent` (TMPDIR or /tmp if empty). Errors: "no-directory", and those of a guardian.
  static Result<RunDirectory> make(const std::string& parent = {});
  RunDirectory(RunDirectory&& other) noexcept = default;
  RunDirectory& operator=(RunDirectory&& other) noexcept;
  /// Removes it, with everything in it.
  ~RunDirectory();

  const std::string& path() const { return path_; }

 private:
  RunDirectory() = default;
  void remove();

  std::string path_;
  GuardianLink link_;
};

}  // namespace zassay
