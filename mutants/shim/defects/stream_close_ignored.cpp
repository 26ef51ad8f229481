#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"
#include "mutants/shim/helpers.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

/// An empty message of a STREAM is dropped, as there is nothing in it to send.
class StreamCloseIgnored : public Calls {
  struct State {
    bool holds = false;  ///< an id that waits for its data
    zmq_msg_t id{};
  };
  int send(zmq_msg_t* message, void* socket, int flags) override {
    if (facts_of(socket).type != ZMQ_STREAM) return Calls::send(message, socket, flags);
    State& state = states_.of(socket);
    if (!state.holds) {
      const auto size = static_cast<int>(real().zmq_msg_size(message));
      real().zmq_msg_init(&state.id);
      real().zmq_msg_move(&state.id, message);
      state.holds = true;
      return size;
    }
    state.holds = false;
    if (real().zmq_msg_size(message) == 0) {
      swallowed(&state.id);
      return swallowed(message);
    }
    const int status = Calls::send(&state.id, socket, flags | ZMQ_SNDMORE);
    return status < 0 ? status : Calls::send(message, socket, flags);
  }
  void forget_socket(void* socket) override { states_.forget(socket); }
  PerSocket<State> states_;
};

}  // namespace

std::unique_ptr<Calls> stream_close_ignored() { return std::make_unique<StreamCloseIgnored>(); }

}  // namespace zassay::mutants
