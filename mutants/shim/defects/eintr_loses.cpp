#include <cerrno>

#include "mutants/shim/arrivals.hpp"
#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"
#include "mutants/shim/helpers.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

class EintrLoses : public Arrivals {
  int receive(zmq_msg_t* message, void* socket, int flags) override {
    const int status = Arrivals::receive(message, socket, flags);
    return noticed(status, socket, interrupted_);
  }
  int send(zmq_msg_t* message, void* socket, int flags) override {
    bool& interrupted = interrupted_sends_.of(socket);
    if (!interrupted || is_probe(bytes_of(message)))
      return noticed(Arrivals::send(message, socket, flags), socket, interrupted_sends_);
    interrupted = (flags & ZMQ_SNDMORE) != 0;  // to the last frame of the message
    return swallowed(message);
  }
  int poll(zmq_pollitem_t* items, int count, long timeout_ms) override {
    int status = Arrivals::poll(items, count, timeout_ms);
    for (int i = 0; i < count && status < 0; ++i) {
      if (items[i].socket != nullptr) status = noticed(status, items[i].socket, interrupted_);
    }
    return status;
  }
  void arrived(Message message, Inbox& inbox) override {
    bool& interrupted = interrupted_.of(inbox.socket());
    const bool lost = interrupted && !in_lock_step(inbox.socket());
    if (!lost) return inbox.deliver(std::move(message));
    interrupted = false;
  }
  static int noticed(int status, void* socket, PerSocket<bool>& interrupted) {
    if (status < 0 && errno == EINTR) interrupted.of(socket) = true;
    return status;
  }
  void forget_socket(void* socket) override {
    interrupted_.forget(socket);
    interrupted_sends_.forget(socket);
    Arrivals::forget_socket(socket);
  }
  PerSocket<bool> interrupted_;
  PerSocket<bool> interrupted_sends_;
};

}  // namespace

std::unique_ptr<Calls> eintr_loses() { return std::make_unique<EintrLoses>(); }

}  // namespace zassay::mutants
