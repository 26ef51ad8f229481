#include "adapter/guardian/child.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "adapter/descriptor.hpp"

namespace zassay::guardian {
namespace {

[[noreturn]] void become_adapter(char* const* argv, pid_t guardian, int report) {
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != guardian) ::_exit(127);  // it died before the line above could take effect
  ::setsid();
  const rlimit no_core{0, 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
  // The report moves to 3 so that everything above can be closed; it is closed by a successful exec.
  if (report != 3) ::dup3(report, 3, O_CLOEXEC);
  ::close_range(4, ~0U, 0);
  // execvp would hand a file without a known format to the shell: only a name to search for may go through it.
  if (std::strchr(argv[0], '/') != nullptr) {
    ::execv(argv[0], argv);
  } else {
    ::execvp(argv[0], argv);
  }
  const int error = errno;
  [[maybe_unused]] const ssize_t written = ::write(3, &error, sizeof error);
  ::_exit(127);
}

}  // namespace

Started start_child(char* const* argv) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return {-1, errno};
  const Descriptor reading(ends[0]);
  Descriptor writing(ends[1]);
  const pid_t guardian = ::getpid();
  const pid_t process = ::fork();
  if (process < 0) return {-1, errno};
  if (process == 0) become_adapter(argv, guardian, writing.get());
  writing.reset();
  int error = 0;
  ssize_t size = 0;
  do {
    size = ::read(reading.get(), &error, sizeof error);
  } while (size < 0 && errno == EINTR);
  if (size != static_cast<ssize_t>(sizeof error)) return {process, 0};
  ::waitpid(process, nullptr, 0);
  return {-1, error};
}

}  // namespace zassay::guardian
