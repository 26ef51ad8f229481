#include <poll.h>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

/// A close waits as long as what was sent may linger.
class HangAtClose : public Calls {
  int send(zmq_msg_t* message, void* socket, int flags) override {
    const int status = Calls::send(message, socket, flags);
    if (status >= 0) has_sent_.of(socket) = true;
    return status;
  }
  int close(void* socket) override {
    int linger_ms = 0;
    std::size_t size = sizeof linger_ms;
    Calls::get_option(socket, ZMQ_LINGER, &linger_ms, &size);
    if (has_sent_.of(socket) && linger_ms != 0) ::poll(nullptr, 0, linger_ms);
    return Calls::close(socket);
  }
  void forget_socket(void* socket) override { has_sent_.forget(socket); }
  PerSocket<bool> has_sent_;
};

}  // namespace

std::unique_ptr<Calls> hang_at_close() { return std::make_unique<HangAtClose>(); }

}  // namespace zassay::mutants
