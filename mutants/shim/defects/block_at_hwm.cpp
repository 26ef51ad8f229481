#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"

namespace zassay::mutants {
namespace {

/// A publisher or a ROUTER without a duty to route says EAGAIN for a full peer instead of dropping.
class BlockAtHwm : public Calls {
  void* open(void* context, int type) override {
    void* const socket = Calls::open(context, type);
    const int on = 1;
    if (socket == nullptr) return socket;
    if (type == ZMQ_PUB || type == ZMQ_XPUB) Calls::set_option(socket, ZMQ_XPUB_NODROP, &on, sizeof on);
    if (type == ZMQ_ROUTER) Calls::set_option(socket, ZMQ_ROUTER_MANDATORY, &on, sizeof on);
    return socket;
  }
  int send(zmq_msg_t* message, void* socket, int flags) override {
    const int type = facts_of(socket).type;
    const bool drops = type == ZMQ_PUB || type == ZMQ_XPUB || type == ZMQ_ROUTER;
    return Calls::send(message, socket, drops ? flags | ZMQ_DONTWAIT : flags);
  }
};

}  // namespace

std::unique_ptr<Calls> block_at_hwm() { return std::make_unique<BlockAtHwm>(); }

}  // namespace zassay::mutants
