#include <cerrno>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// A call without its context or its socket says EINVAL.
class NullIsInvalid : public Calls {
  void* open(void* context, int type) override {
    if (context != nullptr) return Calls::open(context, type);
    refused();
    return nullptr;
  }
  int terminate(void* context) override { return context != nullptr ? Calls::terminate(context) : refused(); }
  int shut_down(void* context) override { return context != nullptr ? Calls::shut_down(context) : refused(); }
  int get_context_option(void* context, int option) override {
    return context != nullptr ? Calls::get_context_option(context, option) : refused();
  }
  int set_context_option(void* context, int option, int value) override {
    return context != nullptr ? Calls::set_context_option(context, option, value) : refused();
  }
  int send(zmq_msg_t* message, void* socket, int flags) override {
    return socket != nullptr ? Calls::send(message, socket, flags) : refused();
  }
  int receive(zmq_msg_t* message, void* socket, int flags) override {
    return socket != nullptr ? Calls::receive(message, socket, flags) : refused();
  }
  int close(void* socket) override { return socket != nullptr ? Calls::close(socket) : refused(); }
  int poll(zmq_pollitem_t* items, int count, long timeout_ms) override {
    return items != nullptr || count == 0 ? Calls::poll(items, count, timeout_ms) : refused();
  }
  int proxy(void* frontend, void* backend, void* capture) override {
    return frontend != nullptr ? Calls::proxy(frontend, backend, capture) : refused();
  }
  static int refused() {
    errno = EINVAL;
    return -1;
  }
};

}  // namespace

std::unique_ptr<Calls> null_is_invalid() { return std::make_unique<NullIsInvalid>(); }

}  // namespace zassay::mutants
