#include <cerrno>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

/// The first receive of a socket that would have to wait ends with EINTR at once.
class EintrSpurious : public Calls {
  int receive(zmq_msg_t* message, void* socket, int flags) override {
    if ((flags & ZMQ_DONTWAIT) != 0 || ended_.of(socket)) return Calls::receive(message, socket, flags);
    const int status = Calls::receive(message, socket, flags | ZMQ_DONTWAIT);
    if (status >= 0 || errno != EAGAIN) return status;
    ended_.of(socket) = true;
    errno = EINTR;
    return -1;
  }
  void forget_socket(void* socket) override { ended_.forget(socket); }
  PerSocket<bool> ended_;
};

}  // namespace

std::unique_ptr<Calls> eintr_spurious() { return std::make_unique<EintrSpurious>(); }

}  // namespace zassay::mutants
