#include <poll.h>

#include <vector>

#include "mutants/shim/calls.hpp"
#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

short system_bits(short own) {
  const auto of = [own](int bit, int system) { return (own & bit) != 0 ? system : 0; };
  return static_cast<short>(of(ZMQ_POLLIN, POLLIN) | of(ZMQ_POLLOUT, POLLOUT) | of(ZMQ_POLLERR, POLLERR) |
                            of(ZMQ_POLLPRI, POLLPRI));
}

short own_bits(short system) {
  const auto of = [system](int bit, int own) { return (system & bit) != 0 ? own : 0; };
  return static_cast<short>(of(POLLIN, ZMQ_POLLIN) | of(POLLOUT, ZMQ_POLLOUT) | of(POLLERR, ZMQ_POLLERR) |
                            of(POLLPRI, ZMQ_POLLPRI));
}

/// What is asked of a descriptor goes to the system's poll bit by bit, and what that says comes back so: OUT of the
/// library is PRI there.
class PollBitsUnmapped : public Calls {
  int poll(zmq_pollitem_t* items, int count, long timeout_ms) override {
    if (items == nullptr || count < 0) return Calls::poll(items, count, timeout_ms);
    std::vector<zmq_pollitem_t> asked(items, items + count);
    for (zmq_pollitem_t& item : asked) {
      if (item.socket == nullptr) item.events = own_bits(item.events);
    }
    const int ready = Calls::poll(asked.data(), count, timeout_ms);
    for (int i = 0; i < count; ++i) {
      const short told = asked[static_cast<std::size_t>(i)].revents;
      items[i].revents = items[i].socket == nullptr ? system_bits(told) : told;
    }
    return ready;
  }
};

}  // namespace

std::unique_ptr<Calls> poll_bits_unmapped() { return std::make_unique<PollBitsUnmapped>(); }

}  // namespace zassay::mutants
