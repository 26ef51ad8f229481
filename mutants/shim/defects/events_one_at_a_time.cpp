#include "mutants/shim/calls.hpp"
#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// An "else" too many: who can receive is not asked whether it can send.
class EventsOneAtATime : public Calls {
  int get_option(void* socket, int option, void* value, std::size_t* size) override {
    const int status = Calls::get_option(socket, option, value, size);
    if (status != 0 || option != ZMQ_EVENTS) return status;
    int& events = *static_cast<int*>(value);
    if ((events & ZMQ_POLLIN) != 0) events = ZMQ_POLLIN;
    return 0;
  }
};

}  // namespace

std::unique_ptr<Calls> events_one_at_a_time() { return std::make_unique<EventsOneAtATime>(); }

}  // namespace zassay::mutants
