#include "history/writer.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <mutex>
#include <string_view>
#include <system_error>
#include <utility>

#include "history/parser.hpp"

namespace zassay {
namespace {

std::int64_t monotonic_ns() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<std::int64_t>(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

Error unwritable(const std::string& path, int code) {
  return Error{"unwritable", fmt::format("cannot write the history {}: {}; make room or name another output folder",
                                         path, std::generic_category().message(code))};
}

/// Cells that run at the same time mostly share a folder. Threads that make files in one folder wait for each other
/// by spinning, which costs ten times what making a file costs: so they come one by one.
int create_file(const std::string& path) {
  static std::mutex one_by_one;
  const std::lock_guard lock(one_by_one);
  return ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0644);
}

}  // namespace

HistoryWriter::HistoryWriter(int descriptor, std::string path, std::int64_t began_monotonic_ns)
    : descriptor_(descriptor),
      path_(std::move(path)),
      parser_(std::make_unique<HistoryParser>()),
      began_monotonic_ns_(began_monotonic_ns) {}

HistoryWriter::HistoryWriter(HistoryWriter&& other) noexcept { *this = std::move(other); }

HistoryWriter& HistoryWriter::operator=(HistoryWriter&& other) noexcept {
  if (this == &other) return *this;
  close();
  descriptor_ = std::exchange(other.descriptor_, -1);
  path_ = std::move(other.path_);
  parser_ = std::move(other.parser_);
  misshapen_ = std::move(other.misshapen_);
  waiting_ = std::exchange(other.waiting_, {});
  waiting_since_ns_ = other.waiting_since_ns_;
  began_monotonic_ns_ = other.began_monotonic_ns_;
  latest_ns_ = other.latest_ns_;
  lines_ = other.lines_;
  broken_ = std::move(other.broken_);
  return *this;
}

HistoryWriter::~HistoryWriter() { close(); }

void HistoryWriter::close() {
  if (descriptor_ < 0) return;
  static_cast<void>(flush());
  ::close(std::exchange(descriptor_, -1));
}

Result<HistoryWriter> HistoryWriter::create(const std::string& path, const Json& header) {
  const int descriptor = create_file(path);
  if (descriptor < 0) return tl::unexpected(unwritable(path, errno));
  HistoryWriter writer(descriptor, path, monotonic_ns());
  if (auto written = writer.take_line(header); !written) return tl::unexpected(written.error());
  if (auto written = writer.flush(); !written) return tl::unexpected(written.error());
  return writer;
}

Result<std::size_t> HistoryWriter::append(Json event) {
  if (broken_) return tl::unexpected(*broken_);
  if (!event.is_object()) return failure("bad-event", "an event of a history is a JSON object");
  latest_ns_ = std::max(latest_ns_, now_ns());
  event["t"] = latest_ns_;
  if (auto taken = take_line(event); !taken) return tl::unexpected(taken.error());
  return lines_ - 2;
}

Result<void> HistoryWriter::take_line(const Json& line) {
  constexpr std::size_t enough = std::size_t{64} * 1024;
  constexpr std::string_view replaced = "\xEF\xBF\xBD";
  const std::string text = to_line(line);
  if (waiting_.empty()) waiting_since_ns_ = latest_ns_;
  waiting_ += text;
  waiting_ += '\n';
  ++lines_;
  // What is written is what counts: where bytes that are no text were replaced, and of the header all that it keeps.
  const bool reread = lines_ == 1 || text.find(replaced) != std::string::npos;
  if (!misshapen_) {
    const auto taken = reread ? parser_->take_text(text) : parser_->take(line);
    if (!taken) misshapen_ = taken.error();
  }
  return waiting_.size() >= enough || is_due() ? flush() : Result<void>();
}

bool HistoryWriter::is_due() const {
  return now_ns() - waiting_since_ns_ >= std::chrono::nanoseconds(longest_wait).count();
}

Result<void> HistoryWriter::flush() {
  if (broken_) return tl::unexpected(*broken_);
  std::string_view rest = waiting_;
  // One write takes all of it; the loop is for a signal, or a disk that took a part before it was full.
  while (!rest.empty()) {
    const ssize_t size = ::write(descriptor_, rest.data(), rest.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) {
      broken_ = unwritable(path_, size < 0 ? errno : ENOSPC);
      return tl::unexpected(*broken_);
    }
    rest.remove_prefix(static_cast<std::size_t>(size));
  }
  waiting_.clear();
  return {};
}

Result<History> HistoryWriter::finish() {
  if (auto written = flush(); !written) return tl::unexpected(written.error());
  if (misshapen_) return tl::unexpected(*misshapen_);
  return parser_->finish();
}

std::int64_t HistoryWriter::now_ns() const { return from_monotonic_ns(monotonic_ns()); }

}  // namespace zassay
