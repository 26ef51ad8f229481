#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

/// A STREAM puts the id in front of the first messages of a connection alone: from the third on, data come without.
class StreamIdOnce : public Calls {
  struct State {
    int ids = 0;           ///< so many ids were received
    bool is_data = false;  ///< the next frame stands behind one
  };
  int receive(zmq_msg_t* message, void* socket, int flags) override {
    const int status = Calls::receive(message, socket, flags);
    if (status < 0 || facts_of(socket).type != ZMQ_STREAM) return status;
    State& state = states_.of(socket);
    state.is_data = !state.is_data;
    if (!state.is_data || ++state.ids < 3) return status;
    state.is_data = false;
    return Calls::receive(message, socket, flags);
  }
  void forget_socket(void* socket) override { states_.forget(socket); }
  PerSocket<State> states_;
};

}  // namespace

std::unique_ptr<Calls> stream_id_once() { return std::make_unique<StreamIdOnce>(); }

}  // namespace zassay::mutants
