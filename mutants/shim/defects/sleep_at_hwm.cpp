#include "mutants/shim/calls.hpp"
#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"

namespace zassay::mutants {
namespace {

/// A publisher waits until its slowest subscriber has room.
class SleepAtHwm : public Calls {
  void* open(void* context, int type) override {
    void* const socket = Calls::open(context, type);
    const int on = 1;
    if (socket != nullptr && (type == ZMQ_PUB || type == ZMQ_XPUB))
      Calls::set_option(socket, ZMQ_XPUB_NODROP, &on, sizeof on);
    return socket;
  }

  int send(zmq_msg_t* message, void* socket, int flags) override {
    const int type = facts_of(socket).type;
    return Calls::send(message, socket, type == ZMQ_PUB || type == ZMQ_XPUB ? flags & ~ZMQ_DONTWAIT : flags);
  }
};

}  // namespace

std::unique_ptr<Calls> sleep_at_hwm() { return std::make_unique<SleepAtHwm>(); }

}  // namespace zassay::mutants
