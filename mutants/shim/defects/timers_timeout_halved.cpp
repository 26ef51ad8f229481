#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// The time to the next timer is told as half of what it is.
class TimersTimeoutHalved : public Calls {
  long timers_timeout(void* timers) override {
    const long timeout_ms = Calls::timers_timeout(timers);
    return timeout_ms > 0 ? timeout_ms / 2 : timeout_ms;
  }
};

}  // namespace

std::unique_ptr<Calls> timers_timeout_halved() { return std::make_unique<TimersTimeoutHalved>(); }

}  // namespace zassay::mutants
