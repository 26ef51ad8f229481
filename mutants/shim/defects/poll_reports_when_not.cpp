#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/helpers.hpp"

namespace zassay::mutants {
namespace {

class PollReportsWhenNot : public Calls {
  int poll(zmq_pollitem_t* items, int count, long timeout_ms) override {
    if (waits_a_while(timeout_ms)) return Calls::poll(items, count, timeout_ms);
    const int ready = Calls::poll(items, count, 0);
    for (int i = 0; i < count && ready >= 0; ++i) {
      if (items[i].revents != 0 || items[i].socket == nullptr) continue;
      items[i].revents = static_cast<short>(items[i].events & (ZMQ_POLLIN | ZMQ_POLLOUT));
      if (items[i].revents != 0) return ready + 1;
    }
    return ready == 0 && timeout_ms < 0 ? Calls::poll(items, count, timeout_ms) : ready;
  }
};

}  // namespace

std::unique_ptr<Calls> poll_reports_when_not() { return std::make_unique<PollReportsWhenNot>(); }

}  // namespace zassay::mutants
