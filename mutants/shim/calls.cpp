#include "mutants/shim/calls.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace zassay::mutants {

int Calls::send(zmq_msg_t* message, void* socket, int flags) { return real().zmq_msg_send(message, socket, flags); }
int Calls::receive(zmq_msg_t* message, void* socket, int flags) { return real().zmq_msg_recv(message, socket, flags); }
int Calls::receive_into(void* socket, void* data, std::size_t room, int flags) {
  zmq_msg_t message;
  real().zmq_msg_init(&message);
  const int status = receive(&message, socket, flags);
  const int problem = errno;
  const std::size_t copied = status < 0 ? 0 : std::min(room, message_size(&message));
  if (copied > 0) std::memcpy(data, real().zmq_msg_data(&message), copied);
  real().zmq_msg_close(&message);
  errno = problem;
  return status;
}
int Calls::message_of_buffer(zmq_msg_t* message, const void* data, std::size_t size, bool constant) {
  if (constant) return real().zmq_msg_init_data(message, const_cast<void*>(data), size, nullptr, nullptr);
  if (real().zmq_msg_init_size(message, size) != 0) return -1;
  if (size > 0) std::memcpy(real().zmq_msg_data(message), data, size);
  return 0;
}
int Calls::poll(zmq_pollitem_t* items, int count, long timeout_ms) { return real().zmq_poll(items, count, timeout_ms); }
int Calls::proxy(void* frontend, void* backend, void* capture) { return real().zmq_proxy(frontend, backend, capture); }

void* Calls::open(void* context, int type) { return real().zmq_socket(context, type); }
int Calls::close(void* socket) { return real().zmq_close(socket); }
int Calls::bind(void* socket, const char* endpoint) { return real().zmq_bind(socket, endpoint); }
int Calls::connect(void* socket, const char* endpoint) { return real().zmq_connect(socket, endpoint); }
int Calls::unbind(void* socket, const char* endpoint) { return real().zmq_unbind(socket, endpoint); }
int Calls::disconnect(void* socket, const char* endpoint) { return real().zmq_disconnect(socket, endpoint); }
int Calls::monitor(void* socket, const char* endpoint, int events) {
  return real().zmq_socket_monitor(socket, endpoint, events);
}
int Calls::set_option(void* socket, int option, const void* value, std::size_t size) {
  return real().zmq_setsockopt(socket, option, value, size);
}
int Calls::get_option(void* socket, int option, void* value, std::size_t* size) {
  return real().zmq_getsockopt(socket, option, value, size);
}

int Calls::set_context_option(void* context, int option, int value) {
  return real().zmq_ctx_set(context, option, value);
}
int Calls::get_context_option(void* context, int option) { return real().zmq_ctx_get(context, option); }
int Calls::shut_down(void* context) { return real().zmq_ctx_shutdown(context); }
int Calls::terminate(void* context) { return real().zmq_ctx_term(context); }

int Calls::message_init_data(zmq_msg_t* message, void* data, std::size_t size, zmq_free_fn* release, void* hint) {
  return real().zmq_msg_init_data(message, data, size, release, hint);
}
int Calls::message_close(zmq_msg_t* message) { return real().zmq_msg_close(message); }
int Calls::message_copy(zmq_msg_t* destination, zmq_msg_t* source) { return real().zmq_msg_copy(destination, source); }
int Calls::message_move(zmq_msg_t* destination, zmq_msg_t* source) { return real().zmq_msg_move(destination, source); }
std::size_t Calls::message_size(const zmq_msg_t* message) { return real().zmq_msg_size(message); }
int Calls::message_more(const zmq_msg_t* message) { return real().zmq_msg_more(message); }
int Calls::message_get(const zmq_msg_t* message, int property) { return real().zmq_msg_get(message, property); }
int Calls::message_set(zmq_msg_t* message, int property, int value) {
  return real().zmq_msg_set(message, property, value);
}
const char* Calls::message_gets(const zmq_msg_t* message, const char* property) {
  return real().zmq_msg_gets(message, property);
}

int Calls::timers_add(void* timers, std::size_t interval_ms, zmq_timer_fn* handler, void* argument) {
  return real().zmq_timers_add(timers, interval_ms, handler, argument);
}
int Calls::timers_cancel(void* timers, int timer) { return real().zmq_timers_cancel(timers, timer); }
long Calls::timers_timeout(void* timers) { return real().zmq_timers_timeout(timers); }

int Calls::error_number() { return real().zmq_errno(); }

void Calls::forget_socket(void*) {}
void Calls::forget_context(void*) {}

}  // namespace zassay::mutants
