#include "adapters/libzmq/signals.hpp"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstring>

namespace zassay::libzmq {
namespace {

/// What the handler writes; number 0 ends the reporter.
struct Record {
  std::int32_t number;
  std::int32_t thread;
  std::int64_t monotonic_ns;
};

/// Room for some 65,000 records that the reporter has not read yet; beyond it they are counted and lost.
constexpr int pipe_size = 1 << 20;

// A handler sees nothing but globals. `handler_runs` lets the pipe be closed only when no handler may still write to
// it.
std::atomic<int> handler_pipe{-1};
std::atomic<int> handler_runs{0};
std::atomic<int> lost_records{0};
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler may use lock-free atomics alone");

void handle(int number) {
  const int saved = errno;
  handler_runs.fetch_add(1);
  const int descriptor = handler_pipe.load();
  if (descriptor >= 0) {
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    const Record record{number, ::gettid(), static_cast<std::int64_t>(now.tv_sec) * 1'000'000'000 + now.tv_nsec};
    if (::write(descriptor, &record, sizeof record) != static_cast<ssize_t>(sizeof record)) lost_records.fetch_add(1);
  }
  handler_runs.fetch_sub(1);
  errno = saved;
}

void report(int read_end, Output& output) {
  Record record{};
  for (;;) {
    const ssize_t size = ::read(read_end, &record, sizeof record);
    if (size < 0 && errno == EINTR) continue;
    if (size != static_cast<ssize_t>(sizeof record) || record.number == 0) return;
    const std::int64_t at = record.monotonic_ns - output.origin_ns();
    Fields fields;
    fields.text("event", "handled").text("number", signal_name(record.number)).number("thread", record.thread);
    output.object(fields.number("at", at));
  }
}

void change_mask(int how, int number) {
  sigset_t signals;
  ::sigemptyset(&signals);
  ::sigaddset(&signals, number);
  ::pthread_sigmask(how, &signals, nullptr);
}

bool ends_the_process_by_default(int number) {
  return number == SIGTERM || number == SIGINT || number == SIGQUIT || number == SIGHUP;
}

/// The processor raises these again as soon as a handler returns.
bool is_raised_by_the_processor(int number) {
  return number == SIGSEGV || number == SIGBUS || number == SIGFPE || number == SIGILL;
}

/// The C library says POLL for what everybody else calls SIGIO.
const char* abbreviation_of(int number) { return number == SIGIO ? "IO" : ::sigabbrev_np(number); }

}  // namespace

int signal_number(std::string_view name) {
  for (int number = 1; number < NSIG; ++number) {
    const char* const known = abbreviation_of(number);
    if (known != nullptr && name == std::string("SIG") + known) return number;
  }
  return -1;
}

std::string signal_name(int number) {
  const char* const name = abbreviation_of(number);
  return name != nullptr ? std::string("SIG") + name : std::to_string(number);
}

Signals::~Signals() {
  while (!handled_.empty()) remove(*handled_.begin());
}

int Signals::set(int number, Mode mode) {
  if (is_raised_by_the_processor(number)) return EINVAL;
  if (mode == Mode::standard) return remove(number);
  return install(number, mode == Mode::restart ? SA_RESTART : 0);
}

int Signals::install(int number, int flags) {
  if (handled_.empty()) {
    if (const int problem = start(); problem != 0) return problem;
  }
  // The thread that reads requests, which this is, must not be the one that takes the signal.
  change_mask(SIG_BLOCK, number);
  struct sigaction action {};
  action.sa_handler = handle;
  action.sa_flags = flags;
  ::sigfillset(&action.sa_mask);
  if (::sigaction(number, &action, nullptr) == 0) {
    handled_.insert(number);
    return 0;
  }
  const int problem = errno;
  if (handled_.empty()) stop();
  return problem;
}

int Signals::remove(int number) {
  struct sigaction action {};
  action.sa_handler = number == SIGPIPE ? SIG_IGN : SIG_DFL;  // ignored by the adapter from its start
  if (::sigaction(number, &action, nullptr) != 0) return errno;
  if (ends_the_process_by_default(number)) change_mask(SIG_UNBLOCK, number);
  if (handled_.erase(number) == 1 && handled_.empty()) stop();
  return 0;
}

int Signals::start() {
  int ends[2] = {-1, -1};
  if (::pipe2(ends, O_CLOEXEC) != 0) return errno;
  read_end_ = ends[0];
  write_end_ = ends[1];
  ::fcntl(write_end_, F_SETPIPE_SZ, pipe_size);
  // A handler that waited for room might wait for the very thread that it interrupted.
  ::fcntl(write_end_, F_SETFL, O_NONBLOCK);
  Result<Thread> thread = Thread::start("signals", [end = read_end_, &output = output_] { report(end, output); });
  if (!thread) {
    ::close(read_end_);
    ::close(write_end_);
    return EAGAIN;
  }
  reporter_ = std::move(*thread);
  lost_records.store(0);
  handler_pipe.store(write_end_);
  return 0;
}

void Signals::stop() {
  handler_pipe.store(-1);
  while (handler_runs.load() != 0) ::sched_yield();
  // The reporter reads everything before it ends; it makes room meanwhile.
  const Record last{};
  while (::write(write_end_, &last, sizeof last) < 0 && (errno == EAGAIN || errno == EINTR)) ::sched_yield();
  reporter_.join();
  ::close(write_end_);
  ::close(read_end_);
  if (const int lost = lost_records.load(); lost > 0) {
    ::dprintf(STDERR_FILENO, "zassay-adapter-libzmq: %d signals came faster than they could be told\n", lost);
  }
}

}  // namespace zassay::libzmq
