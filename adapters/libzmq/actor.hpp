#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>

#include "adapters/libzmq/operations.hpp"
#include "adapters/libzmq/threads.hpp"
#include "adapters/libzmq/workspace.hpp"

namespace zassay::libzmq {

/// A request for an actor.
struct Order {
  std::int64_t id = 0;
  Operation operation = nullptr;
  Json request;
};

/// A thread that owns sockets and carries out orders in the order in which they came. It waits for them on a condition
/// variable and takes every signal; every other thread blocks them. Used by the thread that reads requests.
class Actor {
 public:
  /// "no-thread" if the system has none left.
  static Result<std::unique_ptr<Actor>> open(const std::string& name, Services& services);
  explicit Actor(Services& services) : services_(services) {}
  Actor(const Actor&) = delete;
  Actor& operator=(const Actor&) = delete;

  int thread_id() const { return thread_.id(); }
  void submit(Order order);

  /// Ends the thread, which closes the actor's messages and pipes. "busy" while orders are unanswered, "owns-sockets"
  /// while sockets are open: they could never be closed, nor their context be terminated.
  Result<void> close();

 private:
  void run();
  Reply carry_out(Order& order, Workspace& space);

  Services& services_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Order> orders_;
  std::size_t unanswered_ = 0;
  std::size_t sockets_ = 0;
  bool ending_ = false;
  Thread thread_;
};

}  // namespace zassay::libzmq
