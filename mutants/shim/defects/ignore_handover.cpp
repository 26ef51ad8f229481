#include "mutants/shim/calls.hpp"
#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class IgnoreHandover : public Calls {
  int set_option(void* socket, int option, const void* value, std::size_t size) override {
    return option == ZMQ_ROUTER_HANDOVER ? 0 : Calls::set_option(socket, option, value, size);
  }
};

}  // namespace

std::unique_ptr<Calls> ignore_handover() { return std::make_unique<IgnoreHandover>(); }

}  // namespace zassay::mutants
