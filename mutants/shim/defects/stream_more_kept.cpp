#include <string>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

/// MORE on the data of a STREAM counts: the frame behind them is further data for the same connection.
class StreamMoreKept : public Calls {
  struct State {
    std::string id;
    bool is_data = false;  ///< the next frame is data
    bool again = false;    ///< it is for the connection of the data before
  };
  int send(zmq_msg_t* message, void* socket, int flags) override {
    if (facts_of(socket).type != ZMQ_STREAM) return Calls::send(message, socket, flags);
    State& state = states_.of(socket);
    if (!state.is_data) state.id.assign(static_cast<char*>(real().zmq_msg_data(message)), real().zmq_msg_size(message));
    if (state.again) send_id(state.id, socket, flags);
    const bool is_data = state.is_data;
    const int status = Calls::send(message, socket, flags);
    if (status < 0) return status;
    state.again = is_data && (flags & ZMQ_SNDMORE) != 0;
    state.is_data = !is_data || state.again;
    return status;
  }
  void send_id(const std::string& id, void* socket, int flags) {
    zmq_msg_t frame;
    real().zmq_msg_init_size(&frame, id.size());
    id.copy(static_cast<char*>(real().zmq_msg_data(&frame)), id.size());
    if (Calls::send(&frame, socket, flags | ZMQ_SNDMORE) < 0) real().zmq_msg_close(&frame);
  }
  void forget_socket(void* socket) override { states_.forget(socket); }
  PerSocket<State> states_;
};

}  // namespace

std::unique_ptr<Calls> stream_more_kept() { return std::make_unique<StreamMoreKept>(); }

}  // namespace zassay::mutants
