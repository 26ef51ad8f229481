#include "adapters/libzmq/input.hpp"

#include <unistd.h>

#include <cerrno>

namespace zassay::libzmq {

std::optional<std::string_view> LineReader::next() {
  for (;;) {
    const std::size_t end = buffer_.find('\n', searched_);
    if (end == std::string::npos) {
      searched_ = buffer_.size();
      if (!fill()) return std::nullopt;
      continue;
    }
    const std::string_view line = std::string_view(buffer_).substr(begin_, end - begin_);
    begin_ = searched_ = end + 1;
    const bool skipped = skipping_ || line.size() >= line_limit_;
    skipping_ = false;
    if (!skipped) return line;
    ++too_long_;
  }
}

bool LineReader::fill() {
  buffer_.erase(0, begin_);
  begin_ = 0;
  if (skipping_ || buffer_.size() > line_limit_) {
    skipping_ = true;
    buffer_.clear();
  }
  searched_ = buffer_.size();
  constexpr std::size_t piece = 65536;
  buffer_.resize(searched_ + piece);
  ssize_t size = 0;
  do {
    size = ::read(descriptor_, buffer_.data() + searched_, piece);
  } while (size < 0 && errno == EINTR);
  buffer_.resize(searched_ + static_cast<std::size_t>(size > 0 ? size : 0));
  return size > 0;
}

}  // namespace zassay::libzmq
