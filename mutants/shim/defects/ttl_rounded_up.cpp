#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class TtlRoundedUp : public Calls {
  int set_option(void* socket, int option, const void* value, std::size_t size) override {
    if (option != ZMQ_HEARTBEAT_TTL || size != sizeof(int)) return Calls::set_option(socket, option, value, size);
    const int asked = *static_cast<const int*>(value);
    const int greater = asked > 0 && asked <= 6553500 ? asked + 99 : asked;
    return Calls::set_option(socket, option, &greater, sizeof greater);
  }
};

}  // namespace

std::unique_ptr<Calls> ttl_rounded_up() { return std::make_unique<TtlRoundedUp>(); }

}  // namespace zassay::mutants
