#include <cerrno>
#include <utility>

#include "mutants/shim/arrivals.hpp"
#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// What comes after an interruption comes twice.
class EintrRepeats : public Arrivals {
  int receive(zmq_msg_t* message, void* socket, int flags) override {
    const int status = Arrivals::receive(message, socket, flags);
    if (status < 0 && errno == EINTR) interrupted_.of(socket) = true;
    return status;
  }

  void arrived(Message message, Inbox& inbox) override {
    if (std::exchange(interrupted_.of(inbox.socket()), false)) inbox.deliver(copy_of(message));
    inbox.deliver(std::move(message));
  }

  void forget_socket(void* socket) override {
    interrupted_.forget(socket);
    Arrivals::forget_socket(socket);
  }

  PerSocket<bool> interrupted_;
};

}  // namespace

std::unique_ptr<Calls> eintr_repeats() { return std::make_unique<EintrRepeats>(); }

}  // namespace zassay::mutants
