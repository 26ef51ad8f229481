#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class ReconnectWaitStays : public Calls {
  int set_option(void* socket, int option, const void* value, std::size_t size) override {
    return option == ZMQ_RECONNECT_IVL_MAX ? 0 : Calls::set_option(socket, option, value, size);
  }
};

}  // namespace

std::unique_ptr<Calls> reconnect_wait_stays() { return std::make_unique<ReconnectWaitStays>(); }

}  // namespace zassay::mutants
