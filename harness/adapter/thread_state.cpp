#include "adapter/thread_state.hpp"

#include <fcntl.h>
#include <linux/futex.h>
#include <sys/syscall.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

#include "adapter/proc_files.hpp"

namespace zassay {
namespace {

// Calls that the headers of an older system may not name yet; their numbers are the same on x86-64 and aarch64.
constexpr long call_io_uring_enter = 426;
constexpr long call_epoll_pwait2 = 441;
constexpr long call_futex_waitv = 449;
constexpr long call_futex_wait = 455;
#ifdef SYS_io_pgetevents
constexpr long call_io_pgetevents = SYS_io_pgetevents;
#else
constexpr long call_io_pgetevents = -2;  // no call
#endif

std::string folder_of(pid_t process, pid_t thread) {
  return "/proc/" + std::to_string(process) + "/task/" + std::to_string(thread);
}

tl::unexpected<Error> unreadable(pid_t process, pid_t thread) {
  const std::string name = "thread " + std::to_string(thread) + " of process " + std::to_string(process);
  if (errno == EACCES || errno == EPERM) {
    return failure("no-rights", name + " may not be looked at: the runner needs ptrace rights over its descendants");
  }
  return failure("thread-gone", name + " has ended");
}

std::uint64_t number_after(const std::string& text, const char* label) {
  const std::size_t at = text.find(label);
  return at == std::string::npos ? 0 : std::strtoull(text.c_str() + at + std::strlen(label), nullptr, 10);
}

/// "running", "-1 SP PC" (not in a call), or "NUMBER A0 … A5 SP PC".
void read_system_call(const std::string& text, ThreadState& state) {
  long number = -1;
  unsigned long long a[6] = {};
  const int fields =
      std::sscanf(text.c_str(), "%ld %llx %llx %llx %llx %llx %llx", &number, &a[0], &a[1], &a[2], &a[3], &a[4], &a[5]);
  if (fields != 7 || number < 0) return;
  state.system_call = number;
  for (std::size_t i = 0; i < 6; ++i) state.arguments[i] = a[i];
}

/// How a call is told that it may take so long: an int of milliseconds (−1 is for ever) or a pointer (null is for
/// ever).
struct Timeout {
  enum class Kind { none, milliseconds, pointer, always } kind = Kind::none;
  std::size_t argument = 0;
  bool polls = false;
};

Timeout timeout_of(long call, const std::array<std::uint64_t, 6>& arguments) {
  using Kind = Timeout::Kind;
  switch (call) {
#ifdef SYS_poll
    case SYS_poll:
      return {Kind::milliseconds, 2, true};
#endif
#ifdef SYS_epoll_wait
    case SYS_epoll_wait:
      return {Kind::milliseconds, 3, true};
#endif
#ifdef SYS_select
    case SYS_select:
      return {Kind::pointer, 4, true};
#endif
    case SYS_ppoll:
      return {Kind::pointer, 2, true};
    case SYS_epoll_pwait:
      return {Kind::milliseconds, 3, true};
    case call_epoll_pwait2:
      return {Kind::pointer, 3, true};
    case SYS_pselect6:
      return {Kind::pointer, 4, true};
    case SYS_nanosleep:
      return {Kind::always, 0, false};
    case SYS_clock_nanosleep:
      return {Kind::always, 0, false};
    // What a stopped and continued sleep turns into; its arguments are lost, and only sleeps with an end become one,
    // but for poll.
    case SYS_restart_syscall:
      return {Kind::always, 0, false};
    case call_futex_waitv:
      return {Kind::pointer, 3, false};
    case call_futex_wait:
      return {Kind::pointer, 4, false};
    case SYS_rt_sigtimedwait:
      return {Kind::pointer, 2, false};
    case SYS_semtimedop:
      return {Kind::pointer, 3, false};
    case SYS_mq_timedsend:
    case SYS_mq_timedreceive:
    case SYS_recvmmsg:
    case SYS_io_getevents:
    case call_io_pgetevents:
      return {Kind::pointer, 4, false};
    case call_io_uring_enter:  // its time-outs are entries of a ring that cannot be seen from here
      return {Kind::always, 0, false};
    case SYS_futex:
      break;
    default:
      return {};
  }
  switch (arguments[1] & FUTEX_CMD_MASK) {
    case FUTEX_WAIT:
    case FUTEX_WAIT_BITSET:
    case FUTEX_LOCK_PI:
    case FUTEX_WAIT_REQUEUE_PI:
    case 13:  // FUTEX_LOCK_PI2
      return {Kind::pointer, 3, false};
    default:
      return {};
  }
}

/// The third number of schedstat counts how often a thread was given a processor. A kernel without these statistics has
/// no such file or shows zeros; there `status`, eight times as dear, counts how often it left one.
std::optional<std::uint64_t> read_switches(const Descriptor& schedule, const std::string& folder) {
  const auto text = schedule ? read_proc_record(schedule) : std::nullopt;
  unsigned long long times = 0;
  if (text && std::sscanf(text->c_str(), "%*u %*u %llu", &times) == 1 && times != 0) return times;
  const auto status = read_proc_file(folder + "/status");
  if (!status) return std::nullopt;
  return number_after(*status, "\nvoluntary_ctxt_switches:") + number_after(*status, "\nnonvoluntary_ctxt_switches:");
}

}  // namespace

Result<ThreadStates::Files> ThreadStates::open(pid_t process, pid_t thread) {
  const std::string folder = folder_of(process, thread);
  errno = 0;
  Files files;
  files.system_call = Descriptor(::open((folder + "/syscall").c_str(), O_RDONLY | O_CLOEXEC));
  if (!files.system_call) return unreadable(process, thread);
  files.schedule = Descriptor(::open((folder + "/schedstat").c_str(), O_RDONLY | O_CLOEXEC));
  return files;
}

Result<ThreadState> ThreadStates::read(pid_t process, pid_t thread, Files& files, Depth depth) {
  const std::string folder = folder_of(process, thread);
  errno = 0;
  const auto call = read_proc_record(files.system_call);
  if (!call) return unreadable(process, thread);
  const auto switches = read_switches(files.schedule, folder);
  if (!switches) return unreadable(process, thread);
  ThreadState state;
  state.thread = thread;
  state.switches = *switches;
  read_system_call(*call, state);
  if (depth == Depth::quick) return state;
  if (state.system_call && files.asleep_at == state.switches) {
    state.state = 'S';
    return state;
  }
  if (!files.stat) files.stat = Descriptor(::open((folder + "/stat").c_str(), O_RDONLY | O_CLOEXEC));
  const auto stat = files.stat ? read_proc_stat(files.stat) : std::nullopt;
  const auto switches_then = read_switches(files.schedule, folder);
  if (!stat || !switches_then) return unreadable(process, thread);
  // All that is told holds together when it did not run in between; otherwise whoever compares the count sees it.
  if (stat->state == 'S' && *switches_then == *switches) files.asleep_at = switches;
  state.state = stat->state;
  state.switches = *switches_then;
  return state;
}

Result<ThreadState> read_thread_state(pid_t process, pid_t thread) {
  auto files = ThreadStates::open(process, thread);
  if (!files) return tl::unexpected(files.error());
  return ThreadStates::read(process, thread, *files, ThreadStates::Depth::whole);
}

std::optional<std::vector<pid_t>> ThreadStates::threads_of(pid_t process) {
  ProcFolder& folder = folders_[process];
  if (folder) {
    if (auto threads = folder.numbers(); threads && !threads->empty()) return threads;
  }
  folder = ProcFolder("/proc/" + std::to_string(process) + "/task");
  return folder.numbers();
}

Result<std::vector<ThreadState>> ThreadStates::read(pid_t process, Depth depth) {
  errno = 0;
  const auto threads = threads_of(process);
  if (!threads) return unreadable(process, process);
  std::vector<ThreadState> states;
  std::map<std::pair<pid_t, pid_t>, Files> kept;
  const auto take = [&](pid_t thread, Files files) -> Result<void> {
    auto state = read(process, thread, files, depth);
    if (!state) return tl::unexpected(state.error());
    states.push_back(*state);
    kept[{process, thread}] = std::move(files);
    return {};
  };
  for (const pid_t thread : *threads) {
    auto known = files_.extract({process, thread});
    if (!known.empty() && take(thread, std::move(known.mapped()))) continue;
    auto files = open(process, thread);
    const Result<void> taken = files ? take(thread, std::move(*files)) : tl::unexpected(files.error());
    if (!taken && taken.error().code == "no-rights") return tl::unexpected(taken.error());
  }
  std::erase_if(files_, [process](const auto& entry) { return entry.first.first == process; });
  files_.merge(kept);
  if (states.empty()) return failure("thread-gone", "process " + std::to_string(process) + " has ended");
  return states;
}

std::optional<ThreadState> ThreadStates::read_again(pid_t process, pid_t thread) {
  const auto known = files_.find({process, thread});
  if (known == files_.end()) return std::nullopt;
  const auto state = read(process, thread, known->second, Depth::quick);
  return state ? std::optional(*state) : std::nullopt;
}

bool is_asleep(const ThreadState& state) {
  return state.system_call.has_value() && (state.state == 'S' || state.state == 0);
}

bool sleeps_in_poll(const ThreadState& state) {
  return is_asleep(state) && timeout_of(*state.system_call, state.arguments).polls;
}

bool sleeps_with_timeout(const ThreadState& state) {
  if (!is_asleep(state)) return false;
  const Timeout timeout = timeout_of(*state.system_call, state.arguments);
  switch (timeout.kind) {
    case Timeout::Kind::none:
      return false;
    case Timeout::Kind::always:
      return true;
    case Timeout::Kind::pointer:
      return state.arguments[timeout.argument] != 0;
    case Timeout::Kind::milliseconds:
      return static_cast<std::int32_t>(state.arguments[timeout.argument]) >= 0;
  }
  return false;
}

}  // namespace zassay
