#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/helpers.hpp"

namespace zassay::mutants {
namespace {

class PollMissesReady : public Calls {
  int poll(zmq_pollitem_t* items, int count, long timeout_ms) override {
    const int ready = Calls::poll(items, count, timeout_ms);
    if (ready <= 0 || waits_a_while(timeout_ms)) return ready;
    for (int i = count; i-- > 0;) {
      if (items[i].revents == 0) continue;
      items[i].revents = 0;
      break;
    }
    return ready - 1;
  }
};

}  // namespace

std::unique_ptr<Calls> poll_misses_ready() { return std::make_unique<PollMissesReady>(); }

}  // namespace zassay::mutants
