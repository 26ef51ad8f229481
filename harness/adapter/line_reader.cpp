#include "adapter/line_reader.hpp"

namespace zassay {

void LineReader::append(std::string_view piece) {
  if (start_ > 0 && start_ >= buffer_.size() / 2) {
    buffer_.erase(0, start_);
    searched_ -= start_;
    if (end_ != std::string::npos) end_ -= start_;
    start_ = 0;
  }
  if (buffer_.empty() && buffer_.capacity() > (1U << 20)) buffer_.shrink_to_fit();  // after a very long line
  buffer_.append(piece);
}

void LineReader::search() {
  if (end_ != std::string::npos) return;
  end_ = buffer_.find('\n', searched_);
  searched_ = end_ == std::string::npos ? buffer_.size() : end_;
}

bool LineReader::too_long() {
  search();
  const std::size_t end = end_ == std::string::npos ? buffer_.size() : end_;
  return end - start_ > limit_;
}

bool LineReader::has_line() {
  search();
  return end_ != std::string::npos && !too_long();
}

std::optional<std::string_view> LineReader::next() {
  if (!has_line()) return std::nullopt;
  const std::string_view line(buffer_.data() + start_, end_ - start_);
  start_ = searched_ = end_ + 1;
  end_ = std::string::npos;
  return line;
}

}  // namespace zassay
