#include <cerrno>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/departures.hpp"
#include "mutants/shim/facts.hpp"
#include "mutants/shim/helpers.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

/// A message that was refused or had to wait, or the one after a refusal, is cut behind its first frame of content.
class SplitMultipartAtMark : public Departures {
  struct State {
    bool at_mark = false;     ///< the socket was full when a message was offered last
    bool discarding = false;  ///< to the end of the message
  };

  int depart(zmq_msg_t* frame, void* socket, int flags, const Place& place) override {
    State& state = states_.of(socket);
    const bool more = (flags & ZMQ_SNDMORE) != 0;
    if (state.discarding) {
      state.discarding = more;
      return swallowed(frame);
    }
    const std::size_t first_of_content = facts_of(socket).type == ZMQ_ROUTER ? 1 : 0;
    const bool first_of_many = more && place.frame == first_of_content;
    if (!state.at_mark) {
      const int status = Calls::send(frame, socket, flags | ZMQ_DONTWAIT);
      state.at_mark = status < 0 && errno == EAGAIN;
      if (!state.at_mark || (flags & ZMQ_DONTWAIT) != 0) return status;
    }
    const int status = Calls::send(frame, socket, first_of_many ? flags & ~ZMQ_SNDMORE : flags);
    if (status >= 0 && first_of_many) state = {false, true};
    return status;
  }

  void forget_socket(void* socket) override {
    states_.forget(socket);
    Departures::forget_socket(socket);
  }

  PerSocket<State> states_;
};

}  // namespace

std::unique_ptr<Calls> split_multipart_at_mark() { return std::make_unique<SplitMultipartAtMark>(); }

}  // namespace zassay::mutants
