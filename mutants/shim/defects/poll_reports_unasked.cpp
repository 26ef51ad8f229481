#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/helpers.hpp"

namespace zassay::mutants {
namespace {

class PollReportsUnasked : public Calls {
  int poll(zmq_pollitem_t* items, int count, long timeout_ms) override {
    const int ready = Calls::poll(items, count, timeout_ms);
    if (waits_a_while(timeout_ms)) return ready;
    int reported = 0;
    for (int i = 0; i < count && ready >= 0; ++i) {
      int events = 0;
      std::size_t size = sizeof events;
      if (items[i].socket != nullptr && Calls::get_option(items[i].socket, ZMQ_EVENTS, &events, &size) == 0)
        items[i].revents = static_cast<short>(items[i].revents | events);
      reported += items[i].revents != 0 ? 1 : 0;
    }
    return ready < 0 ? ready : reported;
  }
};

}  // namespace

std::unique_ptr<Calls> poll_reports_unasked() { return std::make_unique<PollReportsUnasked>(); }

}  // namespace zassay::mutants
