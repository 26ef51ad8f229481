#include <set>
#include <string>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

/// A STREAM tells the beginning of each connection, and not its end.
class StreamEndUntold : public Calls {
  struct State {
    std::set<std::string> known;  ///< ids of the connections that have been told
    bool holds = false;           ///< the data behind the id that was handed over last
    zmq_msg_t data{};
  };
  int receive(zmq_msg_t* message, void* socket, int flags) override {
    if (facts_of(socket).type != ZMQ_STREAM) return Calls::receive(message, socket, flags);
    State& state = states_.of(socket);
    if (state.holds) {
      state.holds = false;
      real().zmq_msg_move(message, &state.data);
      real().zmq_msg_close(&state.data);
      return static_cast<int>(real().zmq_msg_size(message));
    }
    for (;;) {
      const int status = Calls::receive(message, socket, flags);
      if (status < 0) return status;
      const std::string id(static_cast<const char*>(real().zmq_msg_data(message)), real().zmq_msg_size(message));
      real().zmq_msg_init(&state.data);
      const bool is_told = Calls::receive(&state.data, socket, ZMQ_DONTWAIT) == 0;
      state.holds = !is_told || state.known.insert(id).second;
      if (state.holds) return status;
      real().zmq_msg_close(&state.data);
    }
  }
  void forget_socket(void* socket) override { states_.forget(socket); }
  PerSocket<State> states_;
};

}  // namespace

std::unique_ptr<Calls> stream_end_untold() { return std::make_unique<StreamEndUntold>(); }

}  // namespace zassay::mutants
