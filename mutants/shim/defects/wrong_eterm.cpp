#include <cerrno>

#include "mutants/shim/calls.hpp"
#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// After the end of its context a call says that its socket is none.
class WrongEterm : public Calls {
  int send(zmq_msg_t* message, void* socket, int flags) override { return struck(Calls::send(message, socket, flags)); }
  int receive(zmq_msg_t* message, void* socket, int flags) override {
    return struck(Calls::receive(message, socket, flags));
  }
  int poll(zmq_pollitem_t* items, int count, long timeout_ms) override {
    return struck(Calls::poll(items, count, timeout_ms));
  }
  int proxy(void* frontend, void* backend, void* capture) override {
    return struck(Calls::proxy(frontend, backend, capture));
  }
  int bind(void* socket, const char* endpoint) override { return struck(Calls::bind(socket, endpoint)); }
  int connect(void* socket, const char* endpoint) override { return struck(Calls::connect(socket, endpoint)); }
  int monitor(void* socket, const char* endpoint, int events) override {
    return struck(Calls::monitor(socket, endpoint, events));
  }
  int get_option(void* socket, int option, void* value, std::size_t* size) override {
    return struck(Calls::get_option(socket, option, value, size));
  }

  static int struck(int status) {
    if (status < 0 && errno == ETERM) errno = ENOTSOCK;
    return status;
  }
};

}  // namespace

std::unique_ptr<Calls> wrong_eterm() { return std::make_unique<WrongEterm>(); }

}  // namespace zassay::mutants
