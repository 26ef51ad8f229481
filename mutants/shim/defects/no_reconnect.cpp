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
  int set_option(void* socket, int option, const void* value, std::size_t size) override {
    return option == ZMQ_RECONNECT_IVL ? 0 : Calls::set_option(socket, option, value, size);
  }
};

}  // namespace

std::unique_ptr<Calls> no_reconnect() { return std::make_unique<NoReconnect>(); }

}  // namespace zassay::mutants
