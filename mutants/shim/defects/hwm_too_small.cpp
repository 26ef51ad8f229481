#include <algorithm>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// The marks are a quarter of what is set: a sender is full too early.
class HwmTooSmall : public Calls {
  int set_option(void* socket, int option, const void* value, std::size_t size) override {
    if ((option != ZMQ_SNDHWM && option != ZMQ_RCVHWM) || size != sizeof(int)) {
      return Calls::set_option(socket, option, value, size);
    }
    const int mark = *static_cast<const int*>(value);
    const int less = mark > 1 ? std::max(1, mark / 4) : mark;
    return Calls::set_option(socket, option, &less, sizeof less);
  }
};

}  // namespace

std::unique_ptr<Calls> hwm_too_small() { return std::make_unique<HwmTooSmall>(); }

}  // namespace zassay::mutants
