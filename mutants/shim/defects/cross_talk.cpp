#include <cerrno>
#include <mutex>
#include <string>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"
#include "mutants/shim/message.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

/// A socket that has nothing to receive gets, once, the frame that another socket of the process has sent last.
class CrossTalk : public Calls {
  int send(zmq_msg_t* message, void* socket, int flags) override {
    std::string frame(bytes_of(message));
    const std::optional<Stamp> stamp = read_stamp(frame);
    const int status = Calls::send(message, socket, flags);
    if (status >= 0 && !(stamp && stamp->stream == 0)) {
      const std::lock_guard lock(mutex_);
      sender_ = socket;
      frame_ = std::move(frame);
    }
    return status;
  }

  int receive(zmq_msg_t* message, void* socket, int flags) override {
    const int status = Calls::receive(message, socket, flags | ZMQ_DONTWAIT);
    if (status >= 0 || errno != EAGAIN) return status;
    if (!hears(socket)) return Calls::receive(message, socket, flags);
    had_.of(socket) = true;
    const std::lock_guard lock(mutex_);
    Frame stray(frame_);
    real().zmq_msg_move(message, stray.get());
    return static_cast<int>(frame_.size());
  }

  int poll(zmq_pollitem_t* items, int count, long timeout_ms) override {
    if (const int ready = Calls::poll(items, count, 0); ready != 0) return ready;
    int stray = 0;
    for (int i = 0; i < count; ++i) {
      if (items[i].socket == nullptr || (items[i].events & ZMQ_POLLIN) == 0 || !hears(items[i].socket)) continue;
      items[i].revents = ZMQ_POLLIN;
      ++stray;
    }
    return stray > 0 ? stray : Calls::poll(items, count, timeout_ms);
  }

  bool hears(void* socket) {
    if (facts_of(socket).is_monitor || had_.of(socket)) return false;
    const std::lock_guard lock(mutex_);
    return sender_ != nullptr && sender_ != socket;
  }
  void forget_socket(void* socket) override { had_.forget(socket); }
  void forget_context(void* /*context*/) override {
    const std::lock_guard lock(mutex_);
    sender_ = nullptr;
  }

  std::mutex mutex_;
  void* sender_ = nullptr;
  std::string frame_;
  PerSocket<bool> had_;
};

}  // namespace

std::unique_ptr<Calls> cross_talk() { return std::make_unique<CrossTalk>(); }

}  // namespace zassay::mutants
