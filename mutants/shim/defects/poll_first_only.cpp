#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/helpers.hpp"

namespace zassay::mutants {
namespace {

class PollFirstOnly : public Calls {
  int poll(zmq_pollitem_t* items, int count, long timeout_ms) override {
    const int ready = Calls::poll(items, count, timeout_ms);
    bool found = false;
    for (int i = 0; i < count && ready > 1; ++i) {
      if (found) items[i].revents = 0;
      found = found || items[i].revents != 0;
    }
    return ready > 1 ? 1 : ready;
  }
};

}  // namespace

std::unique_ptr<Calls> poll_first_only() { return std::make_unique<PollFirstOnly>(); }

}  // namespace zassay::mutants
