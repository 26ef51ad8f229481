#pragma once

#include <filesystem>
#include <memory>
#include <mutex>

#include "reports/results.hpp"

namespace zassay {

/// `cells.jsonl` in the output folder: what a run has found so far, so that a killed run leaves its results. The first
/// line is {"journal":1,"run":…} with the run's header (docs/results.md), then one line {"index":N,"cell":…} per
/// finished cell, each written by one append; `index` is the cell's place in the plan.
///
/// append may be called from several threads. What was written stays when a later write fails: an incomplete line is
/// cut off again, so the file is readable at any time. Nothing is synced to the disk: it outlives the process, not the
/// power.
class Journal {
 public:
  /// Makes the folder if needed and begins a new file. The code "unwritable" names path and cause.
  static Result<Journal> open(const std::filesystem::path& folder, const RunResult& run);

  Result<void> append(std::size_t index, const CellResult& cell);

  Journal(Journal&&) noexcept;
  Journal& operator=(Journal&&) noexcept;
  ~Journal();

 private:
  struct File;
  explicit Journal(std::unique_ptr<File> file);
  std::unique_ptr<File> file_;
};

inline constexpr const char* journal_name = "cells.jsonl";

/// Reads it again: a run with `complete` false, its cells in planned order, a later line of the same index instead of
/// an earlier one. A torn last line is ignored. Codes: "unreadable", "bad-results" (with the number of the line).
Result<RunResult> read_journal(const std::filesystem::path& path);

}  // namespace zassay
