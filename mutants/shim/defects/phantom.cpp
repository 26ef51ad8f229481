#include <cerrno>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"
#include "mutants/shim/message.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

/// A socket that has nothing to receive gets a message that nobody has sent, once.
class Phantom : public Calls {
  int receive(zmq_msg_t* message, void* socket, int flags) override {
    const int status = Calls::receive(message, socket, flags | ZMQ_DONTWAIT);
    if (status >= 0 || errno != EAGAIN) return status;
    if (had_.of(socket)) return Calls::receive(message, socket, flags);
    had_.of(socket) = true;
    Frame stray("phantom");
    real().zmq_msg_move(message, stray.get());
    return static_cast<int>(bytes_of(message).size());
  }
  int poll(zmq_pollitem_t* items, int count, long timeout_ms) override {
    if (const int ready = Calls::poll(items, count, 0); ready != 0) return ready;
    int stray = 0;
    for (int i = 0; i < count; ++i) {
      const bool hears = items[i].socket != nullptr && (items[i].events & ZMQ_POLLIN) != 0 && !had_.of(items[i].socket);
      items[i].revents = hears ? ZMQ_POLLIN : 0;
      stray += hears ? 1 : 0;
    }
    return stray > 0 ? stray : Calls::poll(items, count, timeout_ms);
  }
  void forget_socket(void* socket) override { had_.forget(socket); }
  PerSocket<bool> had_;
};

}  // namespace

std::unique_ptr<Calls> phantom() { return std::make_unique<Phantom>(); }

}  // namespace zassay::mutants
