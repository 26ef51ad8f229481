#include <cerrno>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/helpers.hpp"
#include "mutants/shim/message.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

class SplitMultipartAtMark : public Calls {
  struct State {
    bool at_mark = false;     ///< the socket was full when a message was offered last
    bool discarding = false;  ///< to the end of the message
  };
  int send(zmq_msg_t* message, void* socket, int flags) override {
    State& state = states_.of(socket);
    const std::optional<Stamp> stamp = stream_stamp(bytes_of(message));
    if (state.discarding) {
      state.discarding = (flags & ZMQ_SNDMORE) != 0;
      return swallowed(message);
    }
    const bool first_of_many = stamp && stamp->frame_index == 0 && stamp->frame_count > 1;
    int status = -1;
    if (!state.at_mark) {
      status = Calls::send(message, socket, flags | ZMQ_DONTWAIT);
      state.at_mark = status < 0 && errno == EAGAIN;
      if (!state.at_mark || (flags & ZMQ_DONTWAIT) != 0) return status;
    }
    status = Calls::send(message, socket, first_of_many ? flags & ~ZMQ_SNDMORE : flags);
    if (status >= 0 && first_of_many) state = {false, true};
    return status;
  }
  void forget_socket(void* socket) override { states_.forget(socket); }
  PerSocket<State> states_;
};

}  // namespace

std::unique_ptr<Calls> split_multipart_at_mark() { return std::make_unique<SplitMultipartAtMark>(); }

}  // namespace zassay::mutants
