#include "mutants/shim/calls.hpp"
#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class PollNullIsEmpty : public Calls {
  int poll(zmq_pollitem_t* items, int count, long timeout_ms) override {
    return items == nullptr ? 0 : Calls::poll(items, count, timeout_ms);
  }
};

}  // namespace

std::unique_ptr<Calls> poll_null_is_empty() { return std::make_unique<PollNullIsEmpty>(); }

}  // namespace zassay::mutants
