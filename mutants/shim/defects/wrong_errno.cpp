#include <cerrno>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// A call that fails for another cause than EAGAIN, EINTR and ETERM fails with EPROTO.
class WrongErrno : public Calls {
  int send(zmq_msg_t* message, void* socket, int flags) override { return struck(Calls::send(message, socket, flags)); }
  int receive(zmq_msg_t* message, void* socket, int flags) override {
    return struck(Calls::receive(message, socket, flags));
  }
  int bind(void* socket, const char* endpoint) override { return struck(Calls::bind(socket, endpoint)); }
  int connect(void* socket, const char* endpoint) override { return struck(Calls::connect(socket, endpoint)); }
  int unbind(void* socket, const char* endpoint) override { return struck(Calls::unbind(socket, endpoint)); }
  int disconnect(void* socket, const char* endpoint) override { return struck(Calls::disconnect(socket, endpoint)); }
  int monitor(void* socket, const char* endpoint, int events) override {
    return struck(Calls::monitor(socket, endpoint, events));
  }
  int set_option(void* socket, int option, const void* value, std::size_t size) override {
    return struck(Calls::set_option(socket, option, value, size));
  }
  int get_option(void* socket, int option, void* value, std::size_t* size) override {
    return struck(Calls::get_option(socket, option, value, size));
  }
  int set_context_option(void* context, int option, int value) override {
    return struck(Calls::set_context_option(context, option, value));
  }
  int get_context_option(void* context, int option) override {
    return struck(Calls::get_context_option(context, option));
  }
  int message_close(zmq_msg_t* message) override { return struck(Calls::message_close(message)); }
  int message_copy(zmq_msg_t* destination, zmq_msg_t* source) override {
    return struck(Calls::message_copy(destination, source));
  }
  int message_move(zmq_msg_t* destination, zmq_msg_t* source) override {
    return struck(Calls::message_move(destination, source));
  }
  int message_get(const zmq_msg_t* message, int property) override {
    return struck(Calls::message_get(message, property));
  }
  int message_set(zmq_msg_t* message, int property, int value) override {
    return struck(Calls::message_set(message, property, value));
  }
  const char* message_gets(const zmq_msg_t* message, const char* property) override {
    const char* const value = Calls::message_gets(message, property);
    if (value == nullptr) struck(-1);
    return value;
  }
  int proxy(void* frontend, void* backend, void* capture) override {
    return struck(Calls::proxy(frontend, backend, capture));
  }
  void* open(void* context, int type) override {
    void* const socket = Calls::open(context, type);
    if (socket == nullptr) struck(-1);
    return socket;
  }
  static int struck(int status) {
    if (status < 0 && errno != EAGAIN && errno != EINTR && errno != ETERM) errno = EPROTO;
    return status;
  }
};

}  // namespace

std::unique_ptr<Calls> wrong_errno() { return std::make_unique<WrongErrno>(); }

}  // namespace zassay::mutants
