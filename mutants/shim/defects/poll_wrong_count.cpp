#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/helpers.hpp"

namespace zassay::mutants {
namespace {

class PollWrongCount : public Calls {
  int poll(zmq_pollitem_t* items, int count, long timeout_ms) override {
    const int ready = Calls::poll(items, count, timeout_ms);
    return ready > 0 && !waits_a_while(timeout_ms) ? ready + 1 : ready;
  }
};

}  // namespace

std::unique_ptr<Calls> poll_wrong_count() { return std::make_unique<PollWrongCount>(); }

}  // namespace zassay::mutants
