#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// The marks are half of what is set: a sender is full too early.
class HwmHalved : public Calls {
  int set_option(void* socket, int option, const void* value, std::size_t size) override {
    if ((option != ZMQ_SNDHWM && option != ZMQ_RCVHWM) || size != sizeof(int)) {
      return Calls::set_option(socket, option, value, size);
    }
    const int mark = *static_cast<const int*>(value);
    const int half = mark > 1 ? mark / 2 : mark;
    return Calls::set_option(socket, option, &half, sizeof half);
  }
};

}  // namespace

std::unique_ptr<Calls> hwm_halved() { return std::make_unique<HwmHalved>(); }

}  // namespace zassay::mutants
