#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "base/json.hpp"

namespace zassay {

/// Writes one history (docs/history.md). Each event is handed to the kernel by one write(2) before append() returns, so
/// that the file is complete up to the last event even when this process is killed.
///
/// Threads: one at a time; the writer has no lock.
class HistoryWriter {
 public:
  /// Makes or replaces the file and writes the header line. The cell's clock starts here. Errors: "unwritable".
  static Result<HistoryWriter> create(const std::string& path, const Json& header);

  HistoryWriter(HistoryWriter&& other) noexcept;
  HistoryWriter& operator=(HistoryWriter&& other) noexcept;
  ~HistoryWriter();

  /// Writes one event and returns its index (the first event has 0). `t` is filled in and never decreases. After an
  /// error ("unwritable": a full disk, say) every later call returns that same error and writes nothing.
  Result<std::size_t> append(Json event);

  /// Nanoseconds on the cell's clock.
  std::int64_t now_ns() const;

  /// A value of CLOCK_MONOTONIC, in nanoseconds, on the cell's clock; negative if it was before the cell began.
  std::int64_t from_monotonic_ns(std::int64_t monotonic_ns) const { return monotonic_ns - began_monotonic_ns_; }

 private:
  HistoryWriter(int descriptor, std::string path, std::int64_t began_monotonic_ns);
  Result<void> write_line(std::string line);

  int descriptor_ = -1;
  std::string path_;
  std::int64_t began_monotonic_ns_ = 0;
  std::int64_t latest_ns_ = 0;
  std::size_t events_ = 0;
  std::optional<Error> broken_;
};

}  // namespace zassay
