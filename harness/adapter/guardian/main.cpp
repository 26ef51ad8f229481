// zassay-guardian [--remove DIR] [-- COMMAND…]: starts one adapter, watches it, and outlives a killed runner just long
// enough to end every process that the adapter started and to remove the run's temporary folder.
//
// Descriptor 3 is one end of a SOCK_SEQPACKET pair, a message a packet:
//   guardian → runner   watching | refused ERRNO | started PID | exec-failed ERRNO | exited CODE | signalled NUMBER
//                       | swept COUNT
//   runner → guardian   terminate (SIGTERM to the adapter) | kill (SIGKILL)
// The end of that socket means that the runner is gone: then, and only then, DIR is removed. Without COMMAND the
// guardian only waits for that.
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "adapter/descriptor.hpp"
#include "adapter/guardian/child.hpp"
#include "adapter/guardian/descendants.hpp"
#include "adapter/guardian/remove_tree.hpp"

namespace zassay::guardian {
namespace {

constexpr int control = 3;

void report(const std::string& text) { ::send(control, text.data(), text.size(), MSG_NOSIGNAL); }

/// Takes one order. False when the runner is gone.
bool obey(pid_t adapter, int flags) {
  std::array<char, 64> order{};
  const ssize_t size = ::recv(control, order.data(), order.size(), flags);
  if (size < 0) return errno == EAGAIN || errno == EINTR;
  if (size == 0) return false;
  const std::string_view text(order.data(), static_cast<std::size_t>(size));
  // The adapter is not reaped before its end is noticed, so its number cannot belong to somebody else.
  if (adapter > 0 && text == "terminate") ::kill(adapter, SIGTERM);
  if (adapter > 0 && text == "kill") ::kill(adapter, SIGKILL);
  return true;
}

/// Reaps what has ended, orphans included; the adapter's status once it is among them.
std::optional<int> reap(pid_t adapter) {
  std::optional<int> ended;
  int status = 0;
  for (pid_t process = 0; (process = ::waitpid(-1, &status, WNOHANG)) > 0;) {
    if (process == adapter) return status;
  }
  return ended;
}

/// Watches the adapter until it ended. False when the runner went first.
bool watch(pid_t adapter, int child_signals) {
  std::array<pollfd, 2> waits{pollfd{control, POLLIN, 0}, pollfd{child_signals, POLLIN, 0}};
  while (true) {
    if (const std::optional<int> status = reap(adapter)) {
      if (WIFSIGNALED(*status)) {
        report("signalled " + std::to_string(WTERMSIG(*status)));
      } else {
        report("exited " + std::to_string(WEXITSTATUS(*status)));
      }
      return true;
    }
    if (::poll(waits.data(), waits.size(), -1) < 0 && errno != EINTR) return false;
    if (waits[1].revents != 0) {
      signalfd_siginfo ignored;
      [[maybe_unused]] const ssize_t size = ::read(child_signals, &ignored, sizeof ignored);
    }
    if (waits[0].revents != 0 && !obey(adapter, MSG_DONTWAIT)) return false;
  }
}

/// Standard streams belong to the adapter alone: while the guardian held them, nobody would see their end.
void let_go_of_streams() {
  const Descriptor nothing(::open("/dev/null", O_RDWR | O_CLOEXEC));
  for (int stream = 0; stream < 3; ++stream) ::dup2(nothing.get(), stream);
}

Descriptor child_signals() {
  sigset_t signals;
  ::sigemptyset(&signals);
  ::sigaddset(&signals, SIGCHLD);
  ::sigprocmask(SIG_BLOCK, &signals, nullptr);
  return Descriptor(::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK));
}

/// The life of one adapter. False when the runner is gone.
bool guard(char* const* command) {
  const Descriptor signals = child_signals();
  const Started started = start_child(command);
  let_go_of_streams();
  if (started.process < 0) {
    report("exec-failed " + std::to_string(started.error));
    return true;
  }
  report("started " + std::to_string(started.process));
  const bool runner_lives = watch(started.process, signals.get());
  const int swept = sweep_descendants();
  report("swept " + std::to_string(swept));
  return runner_lives && obey(-1, MSG_DONTWAIT);
}

int run(int count, char** words) {
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
  ::fcntl(control, F_SETFD, FD_CLOEXEC);
  ::close_range(4, ~0U, 0);
  int at = 1;
  MarkedFolder folder;
  bool removes = false;
  if (at + 1 < count && std::strcmp(words[at], "--remove") == 0) {
    if (const int error = folder.open(words[at + 1]); error != 0) return report("refused " + std::to_string(error)), 1;
    removes = true;
    at += 2;
  }
  const bool has_command = at + 1 < count && std::strcmp(words[at], "--") == 0;
  if (!has_command && at != count) return report("refused " + std::to_string(EINVAL)), 2;
  bool runner_lives = true;
  if (has_command) {
    runner_lives = guard(words + at + 1);
  } else {
    let_go_of_streams();
    report("watching");
    while (runner_lives) runner_lives = obey(-1, 0);
  }
  return !runner_lives && removes && folder.remove() != 0 ? 1 : 0;
}

}  // namespace
}  // namespace zassay::guardian

// Nothing is left to be torn down, and whoever waits for the guardian waits for its exit.
int main(int count, char** words) { ::_exit(zassay::guardian::run(count, words)); }
