#include <deque>
#include <mutex>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// The timers that somebody has added, and what is to be run for them. Never emptied: handlers are told by address.
struct Added {
  void* timers;
  zmq_timer_fn* handler;
  void* argument;
};

void run_and_end(int timer, void* added) {
  const Added& one = *static_cast<Added*>(added);
  one.handler(timer, one.argument);
  real().zmq_timers_cancel(one.timers, timer);
}

/// A timer that has run is not set again.
class TimerRunsOnce : public Calls {
  int timers_add(void* timers, std::size_t interval_ms, zmq_timer_fn* handler, void* argument) override {
    static std::mutex mutex;
    static auto& all = *new std::deque<Added>;
    const std::scoped_lock lock(mutex);
    return Calls::timers_add(timers, interval_ms, run_and_end, &all.emplace_back(Added{timers, handler, argument}));
  }
};

}  // namespace

std::unique_ptr<Calls> timer_runs_once() { return std::make_unique<TimerRunsOnce>(); }

}  // namespace zassay::mutants
