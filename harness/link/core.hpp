#pragma once

#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <functional>
#include <future>
#include <memory>
#include <span>
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
  /// Tells it at the end of this step of the loop, if not before: so a runner is not woken for each of many.
  void tell(Event event) { told_.push_back(stamped(std::move(event))); }
  void tell_now();

  /// Where to read octets into, until the next step of the loop: as many as there is room for the events that they
  /// could make. Without room it is empty, and `again` is called when there is some.
  std::span<char> room(std::function<void()> again);

  asio::io_context& context() { return context_; }
  SocketDiag& diag() { return diag_; }
  std::vector<char>& chunk() { return chunk_; }  ///< of the same memory, for what makes no events

 private:
  void run();
  static Event stamped(Event event);

  asio::io_context context_{1};
  EventQueue events_;
  SocketDiag diag_;
  std::vector<char> chunk_;
  std::size_t step_octets_;  ///< to be read at once: fewer when they make many events
  std::vector<Event> told_;  ///< in this step
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
  asio::post(context_, [this, &action, promise = std::move(promise)]() mutable {
    Answer given = action();
    tell_now();  // who has the answer finds what came of it
    promise.set_value(std::move(given));
  });
  return answer.get();
}

}  // namespace zassay::link
