#include <cerrno>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

/// The end of a context is told once; later calls on its sockets say EAGAIN.
class EtermOnce : public Calls {
  int send(zmq_msg_t* message, void* socket, int flags) override {
    return struck(Calls::send(message, socket, flags), socket);
  }
  int receive(zmq_msg_t* message, void* socket, int flags) override {
    return struck(Calls::receive(message, socket, flags), socket);
  }
  int poll(zmq_pollitem_t* items, int count, long timeout_ms) override {
    const int status = Calls::poll(items, count, timeout_ms);
    return count > 0 && items[0].socket != nullptr ? struck(status, items[0].socket) : status;
  }
  int struck(int status, void* socket) {
    if (status >= 0 || errno != ETERM) return status;
    bool& told = told_.of(facts_of(socket).context);
    errno = told ? EAGAIN : ETERM;
    told = true;
    return status;
  }
  void forget_context(void* context) override { told_.forget(context); }
  PerSocket<bool> told_;
};

}  // namespace

std::unique_ptr<Calls> eterm_once() { return std::make_unique<EtermOnce>(); }

}  // namespace zassay::mutants
