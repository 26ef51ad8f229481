#include <cerrno>

#include "mutants/shim/calls.hpp"
#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// It asks for the array before it asks whether there is anything in it.
class PollEmptyFails : public Calls {
  int poll(zmq_pollitem_t* items, int count, long timeout_ms) override {
    if (count != 0) return Calls::poll(items, count, timeout_ms);
    errno = EFAULT;
    return -1;
  }
};

}  // namespace

std::unique_ptr<Calls> poll_empty_fails() { return std::make_unique<PollEmptyFails>(); }

}  // namespace zassay::mutants
