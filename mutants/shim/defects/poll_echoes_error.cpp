#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/helpers.hpp"

namespace zassay::mutants {
namespace {

/// The bits that are asked for and no state of a socket stands for come back as they are.
class PollEchoesError : public Calls {
  int poll(zmq_pollitem_t* items, int count, long timeout_ms) override {
    if (waits_a_while(timeout_ms)) return Calls::poll(items, count, timeout_ms);
    const int ready = Calls::poll(items, count, timeout_ms);
    int reported = 0;
    for (int i = 0; i < count && ready >= 0; ++i) {
      if (items[i].socket != nullptr) items[i].revents |= static_cast<short>(items[i].events & ZMQ_POLLERR);
      reported += items[i].revents != 0 ? 1 : 0;
    }
    return ready < 0 ? ready : reported;
  }
};

}  // namespace

std::unique_ptr<Calls> poll_echoes_error() { return std::make_unique<PollEchoesError>(); }

}  // namespace zassay::mutants
