#include <poll.h>

#include "mutants/shim/calls.hpp"
#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class PollHeedsDescriptor : public Calls {
  int poll(zmq_pollitem_t* items, int count, long timeout_ms) override {
    const int ready = Calls::poll(items, count, timeout_ms);
    int reported = 0;
    for (int i = 0; i < count && ready >= 0; ++i) {
      pollfd descriptor{items[i].fd, POLLIN, 0};
      const bool has_both = items[i].socket != nullptr && items[i].fd > 0 && (items[i].events & ZMQ_POLLIN) != 0;
      if (has_both && ::poll(&descriptor, 1, 0) > 0) items[i].revents |= ZMQ_POLLIN;
      reported += items[i].revents != 0 ? 1 : 0;
    }
    return ready < 0 ? ready : reported;
  }
};

}  // namespace

std::unique_ptr<Calls> poll_heeds_descriptor() { return std::make_unique<PollHeedsDescriptor>(); }

}  // namespace zassay::mutants
