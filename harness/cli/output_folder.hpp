#pragma once

#include <filesystem>
#include <initializer_list>

#include "adapter/descriptor.hpp"
#include "base/result.hpp"

namespace zassay {

/// The folder of a run's results, held against other runs as long as this object lives: a second run in it would delete
/// the histories of the first under its hands.
class OutputFolder {
 public:
  /// Makes it, if need be, and clears away what an earlier run has left of these files and of `histories`.
  /// Errors: "unwritable", "in-use" (another run holds it).
  static Result<OutputFolder> claim(const std::filesystem::path& path, std::initializer_list<const char*> files);

  OutputFolder(OutputFolder&&) = default;
  OutputFolder& operator=(OutputFolder&&) = delete;
  /// Removes the earlier histories, which were only set aside: a file system looks long for a place beside what was
  /// deleted a moment ago.
  ~OutputFolder();

 private:
  OutputFolder(std::filesystem::path path, Descriptor lock) : path_(std::move(path)), lock_(std::move(lock)) {}

  std::filesystem::path path_;
  Descriptor lock_;
};

}  // namespace zassay
