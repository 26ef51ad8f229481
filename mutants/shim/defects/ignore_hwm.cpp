#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class IgnoreHwm : public Calls {
  int set_option(void* socket, int option, const void* value, std::size_t size) override {
    const bool number = value != nullptr && size == sizeof(int);
    int changed = number ? *static_cast<const int*>(value) : 0;
    if (number && (option == ZMQ_SNDHWM || option == ZMQ_RCVHWM) && changed > 0) changed = 0;
    return Calls::set_option(socket, option, number ? &changed : value, size);
  }
};

}  // namespace

std::unique_ptr<Calls> ignore_hwm() { return std::make_unique<IgnoreHwm>(); }

}  // namespace zassay::mutants
