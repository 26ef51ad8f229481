#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class HeartbeatsForgotten : public Calls {
  int set_option(void* socket, int option, const void* value, std::size_t size) override {
    return option == ZMQ_HEARTBEAT_IVL ? 0 : Calls::set_option(socket, option, value, size);
  }
};

}  // namespace

std::unique_ptr<Calls> heartbeats_forgotten() { return std::make_unique<HeartbeatsForgotten>(); }

}  // namespace zassay::mutants
