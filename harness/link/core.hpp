#pragma once

#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <functional>
#include <future>
#include <memory>
#include <thread>
#include <vector>

#include "adapter/socket_diag.hpp"
#include "link/event_queue.hpp"
#include "link/loop.hpp"

namespace zassay::link {

/// A peer or a relay, as the loop sees it. Called on the loop's thread.
class Part {
 public:
  virtual ~Part() = default;
  virtual void end() = 0;
  virtual void look(Quiet& quiet) const = 0;
};

/// What is behind a Loop. Everything but `call`, `take_event` and `stop` is for the loop's thread.
class Core {
 public:
  Core(Descriptor wake, Loop::Limits limits);
  ~Core();

  void start();
  void stop();  ///< ends all parts and the thread

  /// Does something on the loop's thread and gives its answer.
  template <typename Action>
  auto call(Action action) -> decltype(action());

  EventQueue& events() { return events_; }
  std::optional<Event> take_event();
  Quiet look() const;

  void add(std::shared_ptr<Part> part) { parts_.push_back(std::move(part)); }
  void tell(Event event);

  /// Whether to read on. If not, `again` is called when there is room for events again.
  bool may_read(std::function<void()> again);

  asio::io_context& context() { return context_; }
  SocketDiag& diag() { return diag_; }
  std::vector<char>& chunk() { return chunk_; }  ///< where octets are read into, between two steps of the loop

 private:
  asio::io_context context_{1};
  EventQueue events_;
  SocketDiag diag_;
  std::vector<char> chunk_;
  std::vector<std::shared_ptr<Part>> parts_;
  std::vector<std::function<void()>> waiting_for_room_;
  std::thread thread_;
  bool ended_ = false;  ///< written and read by the runner's thread
};

template <typename Action>
auto Core::call(Action action) -> decltype(action()) {
  using Answer = decltype(action());
  if (ended_) return failure("loop-ended", "the loop of this connection has ended");
  std::promise<Answer> promise;
  std::future<Answer> answer = promise.get_future();
  asio::post(context_, [&action, promise = std::move(promise)]() mutable { promise.set_value(action()); });
  return answer.get();
}

}  // namespace zassay::link
