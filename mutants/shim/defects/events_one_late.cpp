#include <optional>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

class EventsOneLate : public Calls {
  int get_option(void* socket, int option, void* value, std::size_t* size) override {
    const int status = Calls::get_option(socket, option, value, size);
    if (status != 0 || option != ZMQ_EVENTS) return status;
    const int now = *static_cast<int*>(value);
    *static_cast<int*>(value) = before_.of(socket).value_or(now);
    before_.of(socket) = now;
    return status;
  }
  void forget_socket(void* socket) override { before_.forget(socket); }
  PerSocket<std::optional<int>> before_;
};

}  // namespace

std::unique_ptr<Calls> events_one_late() { return std::make_unique<EventsOneLate>(); }

}  // namespace zassay::mutants
