#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class NoReconnect : public Calls {
  void* open(void* context, int type) override {
    void* const socket = Calls::open(context, type);
    const int never = -1;
    if (socket != nullptr) Calls::set_option(socket, ZMQ_RECONNECT_IVL, &never, sizeof never);
    return socket;
  }
};

}  // namespace

std::unique_ptr<Calls> no_reconnect() { return std::make_unique<NoReconnect>(); }

}  // namespace zassay::mutants
