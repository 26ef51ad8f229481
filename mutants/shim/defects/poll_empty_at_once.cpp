#include "mutants/shim/calls.hpp"
#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class PollEmptyAtOnce : public Calls {
  int poll(zmq_pollitem_t* items, int count, long timeout_ms) override {
    return count == 0 ? 0 : Calls::poll(items, count, timeout_ms);
  }
};

}  // namespace

std::unique_ptr<Calls> poll_empty_at_once() { return std::make_unique<PollEmptyAtOnce>(); }

}  // namespace zassay::mutants
