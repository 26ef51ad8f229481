#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// The cancel of a timer succeeds and has no effect.
class TimerOutlivesCancel : public Calls {
  int timers_cancel(void* timers, int timer) override { return real().zmq_timers_reset(timers, timer); }
};

}  // namespace

std::unique_ptr<Calls> timer_outlives_cancel() { return std::make_unique<TimerOutlivesCancel>(); }

}  // namespace zassay::mutants
