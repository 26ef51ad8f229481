#pragma once

#include <signal.h>

#include <functional>
#include <string>
#include <thread>

#include "base/result.hpp"

namespace zassay::libzmq {

/// A thread that can be told to be gone. All signals are blocked in it unless its body unblocks them.
class Thread {
 public:
  Thread() = default;
  Thread(Thread&&) noexcept = default;
  /// Only onto an object that has no thread.
  Thread& operator=(Thread&&) noexcept = default;
  ~Thread() { join(); }

  /// Starts `body` on a thread of that name (the kernel keeps 15 bytes of it); "no-thread" if the system has none left.
  static Result<Thread> start(const std::string& name, std::function<void()> body);

  /// The kernel's id.
  int id() const { return id_; }

  /// Returns when the kernel no longer lists the thread: a joined one may still be listed for a moment, and would then
  /// be counted against the baseline of the process.
  void join();

 private:
  std::thread thread_;
  int id_ = 0;
};

/// Blocks, in the calling thread, every signal but those that end the process when nobody handles them and those that
/// the processor raises. Threads started later inherit it.
void block_signals();
/// Lets the calling thread take every signal.
void unblock_signals();

/// Blocks every signal in the calling thread while it lives: threads that a library starts meanwhile never take one.
class SignalsBlocked {
 public:
  SignalsBlocked();
  ~SignalsBlocked();
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

 private:
  sigset_t before_;
};

}  // namespace zassay::libzmq
