#include "mutants/shim/calls.hpp"
#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class PollGivesUp : public Calls {
  int poll(zmq_pollitem_t* items, int count, long timeout_ms) override {
    return Calls::poll(items, count, timeout_ms < 0 ? 0 : timeout_ms);
  }
};

}  // namespace

std::unique_ptr<Calls> poll_gives_up() { return std::make_unique<PollGivesUp>(); }

}  // namespace zassay::mutants
