#include <cerrno>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"
#include "mutants/shim/helpers.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

/// What a STREAM sends to a connection that there is not vanishes silently, as a ROUTER has it.
class StreamUnroutableVanishes : public Calls {
  int send(zmq_msg_t* message, void* socket, int flags) override {
    bool& discarding = discarding_.of(socket);
    const bool is_rest = discarding;
    const int status = is_rest ? -1 : Calls::send(message, socket, flags);
    if (!is_rest && (status >= 0 || errno != EHOSTUNREACH || facts_of(socket).type != ZMQ_STREAM)) return status;
    discarding = (flags & ZMQ_SNDMORE) != 0;
    return swallowed(message);
  }
  void forget_socket(void* socket) override { discarding_.forget(socket); }
  PerSocket<bool> discarding_;
};

}  // namespace

std::unique_ptr<Calls> stream_unroutable_vanishes() { return std::make_unique<StreamUnroutableVanishes>(); }

}  // namespace zassay::mutants
