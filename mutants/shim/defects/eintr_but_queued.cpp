#include <cerrno>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/message.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

/// What an interrupted send was to send goes out before the next message of its socket.
class EintrButQueued : public Calls {
  int send(zmq_msg_t* message, void* socket, int flags) override {
    std::optional<Frame>& queued = queued_.of(socket);
    if (queued) {
      if (Calls::send(queued->get(), socket, flags & ~ZMQ_SNDMORE) < 0) return -1;
      queued.reset();
    }
    Frame kept(bytes_of(message));
    const int status = Calls::send(message, socket, flags);
    const int problem = errno;
    if (status < 0 && problem == EINTR) queued = std::move(kept);
    errno = problem;
    return status;
  }
  void forget_socket(void* socket) override { queued_.forget(socket); }
  PerSocket<std::optional<Frame>> queued_;
};

}  // namespace

std::unique_ptr<Calls> eintr_but_queued() { return std::make_unique<EintrButQueued>(); }

}  // namespace zassay::mutants
