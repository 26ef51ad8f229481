#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class HeartbeatTimeoutHalved : public Calls {
  int set_option(void* socket, int option, const void* value, std::size_t size) override {
    if ((option != ZMQ_HEARTBEAT_IVL && option != ZMQ_HEARTBEAT_TIMEOUT) || size != sizeof(int)) {
      return Calls::set_option(socket, option, value, size);
    }
    const int half = *static_cast<const int*>(value) / 2;
    const int status = Calls::set_option(socket, option, option == ZMQ_HEARTBEAT_IVL ? value : &half, size);
    if (status == 0 && option == ZMQ_HEARTBEAT_IVL) Calls::set_option(socket, ZMQ_HEARTBEAT_TIMEOUT, &half, size);
    return status;
  }
};

}  // namespace

std::unique_ptr<Calls> heartbeat_timeout_halved() { return std::make_unique<HeartbeatTimeoutHalved>(); }

}  // namespace zassay::mutants
