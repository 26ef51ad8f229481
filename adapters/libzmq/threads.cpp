#include "adapters/libzmq/threads.hpp"

#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <future>
#include <system_error>

namespace zassay::libzmq {

Result<Thread> Thread::start(const std::string& name, std::function<void()> body) {
  std::promise<int> id;
  std::future<int> started = id.get_future();
  Thread result;
  try {
    const SignalsBlocked blocked;
    result.thread_ = std::thread([id = std::move(id), name = name.substr(0, 15), body = std::move(body)]() mutable {
      ::pthread_setname_np(::pthread_self(), name.c_str());
      id.set_value(::gettid());
      body();
    });
  } catch (const std::system_error& problem) {
    return failure("no-thread", std::string("cannot start a thread: ") + problem.what());
  }
  result.id_ = started.get();
  return result;
}

void Thread::join() {
  if (!thread_.joinable()) return;
  thread_.join();
  while (::syscall(SYS_tgkill, ::getpid(), id_, 0) == 0) ::sched_yield();
}

void block_signals() {
  sigset_t signals;
  ::sigfillset(&signals);
  for (const int number : {SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP}) {
    ::sigdelset(&signals, number);
  }
  ::pthread_sigmask(SIG_SETMASK, &signals, nullptr);
}

void unblock_signals() {
  sigset_t none;
  ::sigemptyset(&none);
  ::pthread_sigmask(SIG_SETMASK, &none, nullptr);
}

SignalsBlocked::SignalsBlocked() {
  sigset_t all;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before_);
}

SignalsBlocked::~SignalsBlocked() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

}  // namespace zassay::libzmq
