#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace zassay::libzmq {

/// Lines of a descriptor, by read(2). A line above the limit is skipped and counted. For one thread.
class LineReader {
 public:
  LineReader(int descriptor, std::size_t line_limit) : descriptor_(descriptor), line_limit_(line_limit) {}

  /// The next line without its end, valid until the next call; nothing at the end of input.
  std::optional<std::string_view> next();
  std::size_t too_long() const { return too_long_; }

 private:
  bool fill();

  int descriptor_;
  std::size_t line_limit_;
  std::string buffer_;
  std::size_t begin_ = 0;     ///< of the line that comes next
  std::size_t searched_ = 0;  ///< no end of line lies before
  bool skipping_ = false;
  std::size_t too_long_ = 0;
};

}  // namespace zassay::libzmq
