#include "mutants/shim/calls.hpp"
#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// Short limits are kept: the harness itself waits in such polls.
class PollIgnoresLimit : public Calls {
  int poll(zmq_pollitem_t* items, int count, long timeout_ms) override {
    constexpr long short_ms = 100;
    return Calls::poll(items, count, timeout_ms > short_ms ? -1 : timeout_ms);
  }
};

}  // namespace

std::unique_ptr<Calls> poll_ignores_limit() { return std::make_unique<PollIgnoresLimit>(); }

}  // namespace zassay::mutants
