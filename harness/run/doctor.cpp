#include "run/doctor.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <ctime>

#include "adapter/adapter_pool.hpp"
#include "adapter/run_directory.hpp"
#include "adapter/socket_queues.hpp"
#include "adapter/thread_state.hpp"
#include "run/implementation.hpp"

namespace zassay {
namespace {

DoctorAnswer from(std::string evidence, const Result<std::string>& tried) {
  return {std::move(evidence), tried.has_value(), tried ? *tried : tried.error().sentence};
}

Result<std::string> try_guardian() {
  const auto directory = RunDirectory::make();
  if (!directory) return tl::unexpected(directory.error());
  return "a guardian watches " + directory->path() + " and removes it when the runner is gone";
}

/// The state of a process that is no child but a grandchild, as adapters are.
Result<std::string> try_thread_state() {
  AdapterPool pool;
  const auto command = command_of_name("libzmq");
  if (!command) return tl::unexpected(command.error());
  auto lease = pool.lease(*command, "doctor");
  if (!lease) return failure(lease.error().code, lease.error().sentence);
  const pid_t process = (*lease)->process();
  const auto states = ThreadStates().read(process);
  if (!states) return tl::unexpected(states.error());
  const auto asleep =
      std::count_if(states->begin(), states->end(), [](const ThreadState& state) { return is_asleep(state); });
  const bool calls_seen = std::all_of(states->begin(), states->end(), [](const ThreadState& state) {
    return !is_asleep(state) || state.system_call.has_value();
  });
  if (!calls_seen) {
    return failure("no-rights",
                   "the system calls of an adapter's threads cannot be read: allow ptrace of descendants "
                   "(kernel.yama.ptrace_scope 0 or 1; in a container --cap-add SYS_PTRACE)");
  }
  pool.release(std::move(*lease), true);
  return "the kernel shows " + std::to_string(states->size()) + " threads of an adapter, " + std::to_string(asleep) +
         " asleep, and the calls they sleep in";
}

Result<std::string> try_socket_queues() {
  SocketQueues queues;
  int pair[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
    return failure("no-sockets", std::strerror(errno));
  const Descriptor first(pair[0]);
  const Descriptor second(pair[1]);
  if (::write(first.get(), "12345", 5) != 5) return failure("no-sockets", std::strerror(errno));
  const auto own = read_open_descriptors(::getpid());
  if (!own) return tl::unexpected(own.error());
  const auto seen = queues.read(std::span(&*own, 1));
  if (!seen) return tl::unexpected(seen.error());
  const bool found =
      std::any_of(seen->begin(), seen->end(), [](const SocketQueue& queue) { return queue.receive_queue_bytes == 5; });
  if (!found) {
    return failure("no-queues",
                   "the bytes that wait in a socket are not shown by sock_diag: over ipc and tcp, blocked "
                   "and full cannot be proven here (load the kernel modules unix_diag and tcp_diag)");
  }
  return std::string("sock_diag shows the bytes that wait in sockets");
}

Result<std::string> try_signals() {
  struct sigaction before {};
  struct sigaction action {};
  static volatile sig_atomic_t ran = 0;
  ran = 0;
  action.sa_handler = [](int) { ran = 1; };
  ::sigaction(SIGUSR1, &action, &before);
  ::syscall(SYS_tgkill, ::getpid(), ::syscall(SYS_gettid), SIGUSR1);
  ::poll(nullptr, 0, 0);  // ThreadSanitizer puts a handler off until a call that may block
  ::sigaction(SIGUSR1, &before, nullptr);
  if (ran == 0) return failure("no-signals", "a signal to a thread (tgkill) did not run its handler");
  return std::string("signals reach the thread that they are meant for");
}

Result<std::string> try_clock() {
  timespec resolution{};
  ::clock_getres(CLOCK_MONOTONIC, &resolution);
  if (resolution.tv_sec > 0 || resolution.tv_nsec > 1'000'000) {
    return failure("coarse-clock", "the monotonic clock ticks slower than a millisecond: times cannot be judged here");
  }
  return "the monotonic clock ticks every " + std::to_string(resolution.tv_nsec) + " ns";
}

Result<std::string> try_ports() {
  const Descriptor listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::bind(listener.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    return failure("no-ports", std::string("cannot bind a port of 127.0.0.1: ") + std::strerror(errno));
  }
  return std::string("ports of 127.0.0.1 can be bound");
}

Result<std::string> try_descriptors() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  const std::string sentence = std::to_string(limit.rlim_cur) + " descriptors for each process";
  if (limit.rlim_cur < 1024) return failure("few-descriptors", sentence + ": at least 1024 are needed (ulimit -n)");
  return sentence;
}

}  // namespace

std::vector<DoctorAnswer> examine_machine() {
  return {from("guardian", try_guardian()),
          from("thread-state", try_thread_state()),
          from("socket-queues", try_socket_queues()),
          from("signals", try_signals()),
          from("clock", try_clock()),
          from("ports", try_ports()),
          from("descriptors", try_descriptors())};
}

}  // namespace zassay
