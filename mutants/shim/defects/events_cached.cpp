#include <poll.h>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

/// EVENTS is looked up anew only when the descriptor of the socket says that something came.
class EventsCached : public Calls {
  int get_option(void* socket, int option, void* value, std::size_t* size) override {
    if (option != ZMQ_EVENTS) return Calls::get_option(socket, option, value, size);
    pollfd descriptor{-1, POLLIN, 0};
    std::size_t descriptor_size = sizeof descriptor.fd;
    Calls::get_option(socket, ZMQ_FD, &descriptor.fd, &descriptor_size);
    const bool is_news = ::poll(&descriptor, 1, 0) > 0;
    const int status = Calls::get_option(socket, option, value, size);
    if (status != 0) return status;
    Kept& kept = kept_.of(socket);
    if (is_news || !kept.is_known) kept = {true, *static_cast<int*>(value)};
    *static_cast<int*>(value) = kept.events;
    return 0;
  }
  void forget_socket(void* socket) override { kept_.forget(socket); }

  struct Kept {
    bool is_known = false;
    int events = 0;
  };
  PerSocket<Kept> kept_;
};

}  // namespace

std::unique_ptr<Calls> events_cached() { return std::make_unique<EventsCached>(); }

}  // namespace zassay::mutants
