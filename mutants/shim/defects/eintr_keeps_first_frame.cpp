#include <cerrno>
#include <optional>

#include "mutants/shim/calls.hpp"
#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/message.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

/// The first frame of a message whose send was interrupted stays behind, and the next message comes behind it.
class EintrKeepsFirstFrame : public Calls {
  int send(zmq_msg_t* message, void* socket, int flags) override {
    std::optional<Frame>& kept = kept_.of(socket);
    if (kept) {
      if (Calls::send(kept->get(), socket, flags | ZMQ_SNDMORE) < 0) return -1;
      kept.reset();
    }
    Frame frame(bytes_of(message));
    const int status = Calls::send(message, socket, flags);
    const int problem = errno;
    if (status < 0 && problem == EINTR && (flags & ZMQ_SNDMORE) != 0) kept = std::move(frame);
    errno = problem;
    return status;
  }

  void forget_socket(void* socket) override { kept_.forget(socket); }

  PerSocket<std::optional<Frame>> kept_;
};

}  // namespace

std::unique_ptr<Calls> eintr_keeps_first_frame() { return std::make_unique<EintrKeepsFirstFrame>(); }

}  // namespace zassay::mutants
