#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace zassay {

/// Splits a stream that arrives in pieces into lines. Holds at most one line of `limit` bytes and one piece.
class LineReader {
 public:
  explicit LineReader(std::size_t limit) : limit_(limit) {}

  void append(std::string_view piece);

  /// The next whole line without its '\n'; valid until the next append. Nothing when the line is not complete, or when
  /// it is too long: then nothing ever comes again.
  std::optional<std::string_view> next();

  bool has_line();
  bool too_long();
  /// Bytes after the last '\n'.
  std::size_t partial() const { return buffer_.size() - start_; }

 private:
  void search();

  std::size_t limit_;
  std::string buffer_;
  std::size_t start_ = 0;     ///< of the next line
  std::size_t searched_ = 0;  ///< no '\n' in [start_, searched_)
  std::size_t end_ = std::string::npos;
};

}  // namespace zassay
