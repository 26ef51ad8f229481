#include <cerrno>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/helpers.hpp"

namespace zassay::mutants {
namespace {

/// A call without a time limit that would have to wait sleeps for ever.
class NeverWake : public Calls {
  bool waits(void* socket, int option, int flags) {
    int limit_ms = -1;
    std::size_t size = sizeof limit_ms;
    return (flags & ZMQ_DONTWAIT) == 0 && Calls::get_option(socket, option, &limit_ms, &size) == 0 && limit_ms < 0;
  }
  int send(zmq_msg_t* message, void* socket, int flags) override {
    if (!waits(socket, ZMQ_SNDTIMEO, flags)) return Calls::send(message, socket, flags);
    const int status = Calls::send(message, socket, flags | ZMQ_DONTWAIT);
    return status < 0 && errno == EAGAIN ? sleep_for_ever() : status;
  }
  int receive(zmq_msg_t* message, void* socket, int flags) override {
    if (!waits(socket, ZMQ_RCVTIMEO, flags)) return Calls::receive(message, socket, flags);
    const int status = Calls::receive(message, socket, flags | ZMQ_DONTWAIT);
    return status < 0 && errno == EAGAIN ? sleep_for_ever() : status;
  }
  int poll(zmq_pollitem_t* items, int count, long timeout_ms) override {
    const int status = Calls::poll(items, count, timeout_ms < 0 ? 0 : timeout_ms);
    return status == 0 && timeout_ms < 0 ? sleep_for_ever() : status;
  }
};

}  // namespace

std::unique_ptr<Calls> never_wake() { return std::make_unique<NeverWake>(); }

}  // namespace zassay::mutants
