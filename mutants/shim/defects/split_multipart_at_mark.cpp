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
    if (!stamp) return Calls::send(message, socket, flags);
    const bool struck = state.at_mark && stamp->frame_index == 0 && stamp->frame_count > 1;
    const int wanted = struck ? flags & ~ZMQ_SNDMORE : flags;
    int status = Calls::send(message, socket, wanted | ZMQ_DONTWAIT);
    if (status < 0 && errno == EAGAIN) {
      state.at_mark = true;
      if ((flags & ZMQ_DONTWAIT) != 0) return status;
      const bool now_struck = stamp->frame_index == 0 && stamp->frame_count > 1;
      status = Calls::send(message, socket, now_struck ? flags & ~ZMQ_SNDMORE : flags);
      if (status >= 0 && now_struck) state = {false, true};
      return status;
    }
    if (status >= 0 && struck) state = {false, true};
    return status;
  }
  void forget_socket(void* socket) override { states_.forget(socket); }
  PerSocket<State> states_;
};

}  // namespace

std::unique_ptr<Calls> split_multipart_at_mark() { return std::make_unique<SplitMultipartAtMark>(); }

}  // namespace zassay::mutants
