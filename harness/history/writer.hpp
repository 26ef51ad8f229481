#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/json.hpp"
#include "history/history.hpp"

namespace zassay {

class HistoryParser;

/// Writes one history (docs/history.md), and builds what its reader would build of it. Lines are handed to the kernel
/// many at once: when the next one finds them so old, by flush(), and at the latest by finish() or the end of the
/// writer; so that only the last moment is missing when this process is killed.
///
/// Threads: one at a time; the writer has no lock.
class HistoryWriter {
 public:
  static constexpr std::chrono::milliseconds longest_wait{50};  ///< of a line for the kernel

  /// Makes or replaces the file and takes the header line. The cell's clock starts here. Errors: "unwritable".
  static Result<HistoryWriter> create(const std::string& path, const Json& header);

  HistoryWriter(HistoryWriter&& other) noexcept;
  HistoryWriter& operator=(HistoryWriter&& other) noexcept;
  ~HistoryWriter();

  /// Writes one event and returns its index (the first event has 0). `t` is filled in and never decreases. After an
  /// error ("unwritable": a full disk, say) every later call returns that same error and writes nothing.
  Result<std::size_t> append(Json event);

  /// Hands the lines to the kernel. For whoever is about to wait for longer than lines may.
  Result<void> flush();
  bool has_waiting() const { return !waiting_.empty(); }

  /// Writes what is left, and returns the history: the same that read_history() makes of the file. Nothing may be
  /// appended afterwards. Errors: "unwritable", "bad-history".
  Result<History> finish();

  /// Nanoseconds on the cell's clock.
  std::int64_t now_ns() const;

  /// A value of CLOCK_MONOTONIC, in nanoseconds, on the cell's clock; negative if it was before the cell began.
  std::int64_t from_monotonic_ns(std::int64_t monotonic_ns) const { return monotonic_ns - began_monotonic_ns_; }

 private:
  HistoryWriter(int descriptor, std::string path, std::int64_t began_monotonic_ns);
  Result<void> take_line(const Json& line);
  bool is_due() const;
  void close();

  int descriptor_ = -1;
  std::string path_;
  std::unique_ptr<HistoryParser> parser_;
  std::optional<Error> misshapen_;  ///< why no history can be made of it, if so
  std::string waiting_;             ///< lines that the kernel does not have yet
  std::int64_t waiting_since_ns_ = 0;
  std::int64_t began_monotonic_ns_ = 0;
  std::int64_t latest_ns_ = 0;
  std::size_t lines_ = 0;
  std::optional<Error> broken_;
};

}  // namespace zassay
