#include "adapter/adapter_streams.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <ctime>

namespace zassay {
namespace {

constexpr std::size_t piece_bytes = std::size_t{64} << 10;

/// Keeps SIGPIPE from the whole process while this thread writes to a pipe whose reader may be gone.
class WithoutSigpipe {
 public:
  WithoutSigpipe() {
    ::sigemptyset(&signal_);
    ::sigaddset(&signal_, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &signal_, &before_);
  }
  ~WithoutSigpipe() {
    if (!::sigismember(&before_, SIGPIPE)) {
      const timespec at_once{0, 0};
      while (::sigtimedwait(&signal_, nullptr, &at_once) > 0) {
      }
    }
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  WithoutSigpipe(const WithoutSigpipe&) = delete;
  WithoutSigpipe& operator=(const WithoutSigpipe&) = delete;

 private:
  sigset_t signal_{};
  sigset_t before_{};
};

/// A buffer that all streams of a thread share: nothing stays in it between calls. It has no destructor on purpose:
/// those of a thread's variables run before those of statics, and a pool that is static reads in its own.
std::array<char, piece_bytes>& piece_buffer() {
  thread_local std::array<char, piece_bytes> buffer;
  return buffer;
}

enum class ReadState { bytes, nothing, ended };

ReadState read_piece(int number, std::string_view& piece) {
  auto& buffer = piece_buffer();
  const ssize_t size = ::read(number, buffer.data(), buffer.size());
  if (size < 0 && (errno == EAGAIN || errno == EINTR)) return ReadState::nothing;
  if (size <= 0) return ReadState::ended;
  piece = std::string_view(buffer.data(), static_cast<std::size_t>(size));
  return ReadState::bytes;
}

}  // namespace

void AdapterStreams::add_waits(std::vector<pollfd>& waits) {
  if (link_.control) waits.push_back({link_.control.get(), POLLIN, 0});
  if (link_.output && (dropping_ || (!lines_.has_line() && !lines_.too_long()))) {
    waits.push_back({link_.output.get(), POLLIN, 0});
  }
  if (link_.error) waits.push_back({link_.error.get(), POLLIN, 0});
  if (link_.input && unwritten() > 0) waits.push_back({link_.input.get(), POLLOUT, 0});
}

void AdapterStreams::pump(const std::vector<pollfd>& waits) {
  for (const pollfd& wait : waits) {
    if (wait.revents == 0) continue;
    if (wait.fd == link_.control.get()) read_control();
    if (wait.fd == link_.output.get()) read_output();
    if (wait.fd == link_.error.get()) read_error();
    if (wait.fd == link_.input.get()) flush();
  }
  // When the guardian is gone every writer is dead: what is in the pipes is all there will be, even if some process
  // that was handed a pipe by descriptor passing still keeps it open.
  if (!fate_.guarded && link_.error) read_error();
  if (!fate_.guarded && link_.output && (dropping_ || !lines_.has_line())) read_output();
}

void AdapterStreams::read_output() {
  std::string_view piece;
  const ReadState state = read_piece(link_.output.get(), piece);
  if (state == ReadState::bytes && !dropping_) lines_.append(piece);
  if (state == ReadState::ended || (state == ReadState::nothing && !fate_.guarded)) link_.output.reset();
}

void AdapterStreams::read_error() {
  std::string_view piece;
  const ReadState state = read_piece(link_.error.get(), piece);
  if (state == ReadState::bytes) {
    error_total_ += piece.size();
    error_tail_.append(piece);
    if (error_tail_.size() > 2 * standard_error_kept) {
      error_tail_.erase(0, error_tail_.size() - standard_error_kept);
    }
  }
  if (state == ReadState::ended || (state == ReadState::nothing && !fate_.guarded)) link_.error.reset();
}

std::string AdapterStreams::error_tail() const {
  return error_tail_.size() > standard_error_kept ? error_tail_.substr(error_tail_.size() - standard_error_kept)
                                                  : error_tail_;
}

void AdapterStreams::read_control() {
  GuardianReport report;
  const ControlState state = read_report(link_.control.get(), report);
  if (state == ControlState::nothing) return;
  if (state == ControlState::ended) {
    fate_.guarded = false;
    link_.control.reset();
    return;
  }
  if (report.word == "started") fate_.process = report.number;
  if (report.word == "exec-failed") fate_.exec_error = report.number;
  if (report.word == "refused") fate_.refused_error = report.number;
  if (report.word == "exited") fate_.exit_code = report.number;
  if (report.word == "signalled") fate_.signal = report.number;
  if (report.word == "swept") fate_.swept = report.number;
}

void AdapterStreams::write(std::string_view bytes) {
  if (!link_.input) return;
  if (written_ > (std::size_t{1} << 20)) {
    pending_.erase(0, written_);
    written_ = 0;
  }
  pending_.append(bytes);
  flush();
}

void AdapterStreams::flush() {
  const WithoutSigpipe without_sigpipe;
  while (unwritten() > 0) {
    const ssize_t size = ::write(link_.input.get(), pending_.data() + written_, unwritten());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0 && errno == EAGAIN) return;
    if (size < 0) {  // nobody reads any more; why will show at the other streams
      link_.input.reset();
      break;
    }
    written_ += static_cast<std::size_t>(size);
  }
  pending_.clear();
  written_ = 0;
}

void AdapterStreams::reap_guardian() {
  if (link_.guardian <= 0) return;
  if (fate_.guarded) ::kill(link_.guardian, SIGKILL);
  // Without its guardian the adapter dies (PR_SET_PDEATHSIG), but its own children do not: take its whole group along.
  if (!fate_.ended() && fate_.process > 0) ::kill(-fate_.process, SIGKILL);
  while (::waitpid(link_.guardian, nullptr, 0) < 0 && errno == EINTR) {
  }
  link_.guardian = -1;
  fate_.guarded = false;
  link_.control.reset();
}

}  // namespace zassay
