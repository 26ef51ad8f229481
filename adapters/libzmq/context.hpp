#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "adapters/libzmq/library.hpp"
#include "adapters/libzmq/threads.hpp"

namespace zassay::libzmq {

/// One context of the library. Its calls may come from any thread, also while one of them is blocked in term(): the
/// library frees the context when that call returns, so every other call first makes sure that an open socket keeps it
/// alive. Results are error numbers of the library, 0 for success, or `gone`.
class Context {
 public:
  /// The context is being terminated and no open socket keeps it alive, or it was terminated: no call was made.
  static constexpr int gone = -1;

  Context(const Functions& zmq, void* handle) : zmq_(zmq), handle_(handle) {}
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  int set(int option, int value);
  /// zmq_ctx_set_ext, which the library must have.
  int set_bytes(int option, const std::string& value);
  int get(int option, int& value);
  int shutdown();
  int open_socket(int type, void*& socket);
  int close_socket(void* socket);

  /// Blocks as zmq_ctx_term does, `before` being called just before it; after success the threads given to add_thread
  /// are gone too.
  template <typename Before>
  int term(Before before) {
    if (const int problem = begin_term(); problem != 0) return problem;
    before();
    const int result = zmq_.zmq_ctx_term(handle_) == 0 ? 0 : zmq_.zmq_errno();
    end_term(result);
    return result;
  }

  /// Opens the reading end of a monitor. It is not counted as a socket that keeps the context alive: its owner closes
  /// it when the context ends.
  void* open_monitor_reader(const char* endpoint);
  /// Keeps a thread that ends when the context does.
  void add_thread(Thread thread);

 private:
  int begin_term();
  void end_term(int result);
  bool is_gone() const { return terminated_ || (terminating_ && open_sockets_ == 0); }
  int result_of(int status) const { return status == 0 ? 0 : zmq_.zmq_errno(); }

  const Functions& zmq_;
  void* const handle_;
  std::mutex mutex_;
  bool terminating_ = false;
  bool terminated_ = false;
  int open_sockets_ = 0;
  std::vector<Thread> threads_;
};

/// The contexts by name, from any thread.
class Contexts {
 public:
  std::shared_ptr<Context> find(const std::string& name) const;
  /// False if the name is taken.
  bool add(const std::string& name, std::shared_ptr<Context> context);
  void remove(const std::string& name);

 private:
  mutable std::mutex mutex_;
  std::map<std::string, std::shared_ptr<Context>> contexts_;
};

}  // namespace zassay::libzmq
