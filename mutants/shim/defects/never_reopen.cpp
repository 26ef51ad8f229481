#include <cerrno>
#include <vector>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/helpers.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

class NeverReopen : public Calls {
  int send(zmq_msg_t* message, void* socket, int flags) override {
    if (!full_.of(socket)) {
      const int status = Calls::send(message, socket, flags);
      if (status < 0 && errno == EAGAIN && sent_.of(socket)) full_.of(socket) = true;
      if (status >= 0) sent_.of(socket) = true;
      return status;
    }
    if ((flags & ZMQ_DONTWAIT) == 0) return sleep_for_ever();
    errno = EAGAIN;
    return -1;
  }
  int poll(zmq_pollitem_t* items, int count, long timeout_ms) override {
    std::vector<zmq_pollitem_t> asked(items, items + count);
    for (zmq_pollitem_t& item : asked) {
      if (item.socket != nullptr && full_.of(item.socket)) item.events = static_cast<short>(item.events & ~ZMQ_POLLOUT);
    }
    const int status = Calls::poll(asked.data(), count, timeout_ms);
    for (int i = 0; i < count; ++i) items[i].revents = asked[static_cast<std::size_t>(i)].revents;
    return status;
  }
  void forget_socket(void* socket) override {
    full_.forget(socket);
    sent_.forget(socket);
  }
  PerSocket<bool> full_;
  PerSocket<bool> sent_;
};

}  // namespace

std::unique_ptr<Calls> never_reopen() { return std::make_unique<NeverReopen>(); }

}  // namespace zassay::mutants
