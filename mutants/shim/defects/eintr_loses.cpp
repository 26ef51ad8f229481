#include <cerrno>

#include "mutants/shim/arrivals.hpp"
#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"
#include "mutants/shim/helpers.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

/// The message that a socket sends or receives after its first interruption is lost.
class EintrLoses : public Arrivals {
  enum class State { whole, interrupted, done };

  int receive(zmq_msg_t* message, void* socket, int flags) override {
    return noticed(Arrivals::receive(message, socket, flags), received_.of(socket));
  }

  int send(zmq_msg_t* message, void* socket, int flags) override {
    State& state = sent_.of(socket);
    if (state != State::interrupted || is_probe(bytes_of(message)))
      return noticed(Arrivals::send(message, socket, flags), state);
    if ((flags & ZMQ_SNDMORE) == 0) state = State::done;  // behind the last frame of the message
    return swallowed(message);
  }

  int poll(zmq_pollitem_t* items, int count, long timeout_ms) override {
    const int status = Arrivals::poll(items, count, timeout_ms);
    for (int i = 0; i < count && status < 0; ++i) {
      if (items[i].socket != nullptr) noticed(status, received_.of(items[i].socket));
    }
    return status;
  }

  void arrived(Message message, Inbox& inbox) override {
    State& state = received_.of(inbox.socket());
    if (state != State::interrupted || in_lock_step(inbox.socket())) return inbox.deliver(std::move(message));
    state = State::done;
  }

  static int noticed(int status, State& state) {
    if (status < 0 && errno == EINTR && state == State::whole) state = State::interrupted;
    return status;
  }

  void forget_socket(void* socket) override {
    received_.forget(socket);
    sent_.forget(socket);
    Arrivals::forget_socket(socket);
  }

  PerSocket<State> received_;
  PerSocket<State> sent_;
};

}  // namespace

std::unique_ptr<Calls> eintr_loses() { return std::make_unique<EintrLoses>(); }

}  // namespace zassay::mutants
