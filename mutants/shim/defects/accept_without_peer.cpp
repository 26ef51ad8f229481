#include <cerrno>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/helpers.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

class AcceptWithoutPeer : public Calls {
  struct State {
    bool had_peer = false;
    bool discarding = false;  ///< to the end of the message
  };
  int send(zmq_msg_t* message, void* socket, int flags) override {
    State& state = states_.of(socket);
    if (state.discarding) {
      state.discarding = (flags & ZMQ_SNDMORE) != 0;
      return swallowed(message);
    }
    if (state.had_peer) return Calls::send(message, socket, flags);
    const int status = Calls::send(message, socket, flags | ZMQ_DONTWAIT);
    state.had_peer = status >= 0;
    if (state.had_peer || errno != EAGAIN) return status;
    state.discarding = (flags & ZMQ_SNDMORE) != 0;
    return swallowed(message);
  }
  void forget_socket(void* socket) override { states_.forget(socket); }
  PerSocket<State> states_;
};

}  // namespace

std::unique_ptr<Calls> accept_without_peer() { return std::make_unique<AcceptWithoutPeer>(); }

}  // namespace zassay::mutants
