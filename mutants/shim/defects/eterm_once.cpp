#include <cerrno>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

/// A socket tells of the end of its context once; later calls on it say EAGAIN.
class EtermOnce : public Calls {
  int send(zmq_msg_t* message, void* socket, int flags) override {
    return struck(Calls::send(message, socket, flags), socket);
  }
  int receive(zmq_msg_t* message, void* socket, int flags) override {
    return struck(Calls::receive(message, socket, flags), socket);
  }
  int poll(zmq_pollitem_t* items, int count, long timeout_ms) override {
    const int status = Calls::poll(items, count, timeout_ms);
    return count > 0 && items[0].socket != nullptr ? struck(status, items[0].socket) : status;
  }
  int struck(int status, void* socket) {
    if (status >= 0 || errno != ETERM) return status;
    errno = told_.of(socket) ? EAGAIN : ETERM;
    told_.of(socket) = true;
    return status;
  }
  void forget_socket(void* socket) override { told_.forget(socket); }
  PerSocket<bool> told_;
};

}  // namespace

std::unique_ptr<Calls> eterm_once() { return std::make_unique<EtermOnce>(); }

}  // namespace zassay::mutants
