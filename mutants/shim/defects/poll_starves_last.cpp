#include "mutants/shim/calls.hpp"
#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/helpers.hpp"

namespace zassay::mutants {
namespace {

/// While another item is ready, the last one is never reported.
class PollStarvesLast : public Calls {
  int poll(zmq_pollitem_t* items, int count, long timeout_ms) override {
    const int ready = Calls::poll(items, count, timeout_ms);
    if (ready < 2 || waits_a_while(timeout_ms) || items[count - 1].revents == 0) return ready;
    items[count - 1].revents = 0;
    return ready - 1;
  }
};

}  // namespace

std::unique_ptr<Calls> poll_starves_last() { return std::make_unique<PollStarvesLast>(); }

}  // namespace zassay::mutants
