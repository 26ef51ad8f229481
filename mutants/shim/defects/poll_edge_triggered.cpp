#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/helpers.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

class PollEdgeTriggered : public Calls {
  int poll(zmq_pollitem_t* items, int count, long timeout_ms) override {
    int ready = Calls::poll(items, count, timeout_ms);
    if (waits_a_while(timeout_ms)) return ready;
    for (int i = 0; i < count && ready > 0; ++i) {
      if (items[i].socket == nullptr || (items[i].revents & ZMQ_POLLIN) == 0) continue;
      bool& reported = reported_.of(items[i].socket);
      if (reported) items[i].revents = static_cast<short>(items[i].revents & ~ZMQ_POLLIN);
      if (items[i].revents == 0) --ready;
      reported = true;
    }
    return ready;
  }
  int receive(zmq_msg_t* message, void* socket, int flags) override {
    reported_.of(socket) = false;
    return Calls::receive(message, socket, flags);
  }
  void forget_socket(void* socket) override { reported_.forget(socket); }
  PerSocket<bool> reported_;
};

}  // namespace

std::unique_ptr<Calls> poll_edge_triggered() { return std::make_unique<PollEdgeTriggered>(); }

}  // namespace zassay::mutants
