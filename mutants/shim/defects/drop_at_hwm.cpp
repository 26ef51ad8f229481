#include <cerrno>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/helpers.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

/// When a socket that has sent before is full, the first message that does not fit is dropped, and the sender told that
/// it was sent; the next ones wait as they must, until the socket has taken a message again.
class DropAtHwm : public Calls {
  struct State {
    bool had_room = false;    ///< it took a message since the last drop
    bool discarding = false;  ///< to the end of the message
  };
  int send(zmq_msg_t* message, void* socket, int flags) override {
    State& state = states_.of(socket);
    if (state.discarding) {
      state.discarding = (flags & ZMQ_SNDMORE) != 0;
      return swallowed(message);
    }
    if (!state.had_room) {
      const int status = Calls::send(message, socket, flags);
      state.had_room = status >= 0;
      return status;
    }
    const int status = Calls::send(message, socket, flags | ZMQ_DONTWAIT);
    if (status >= 0 || errno != EAGAIN) return status;
    state = {false, (flags & ZMQ_SNDMORE) != 0};
    return swallowed(message);
  }
  void forget_socket(void* socket) override { states_.forget(socket); }
  PerSocket<State> states_;
};

}  // namespace

std::unique_ptr<Calls> drop_at_hwm() { return std::make_unique<DropAtHwm>(); }

}  // namespace zassay::mutants
