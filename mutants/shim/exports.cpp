// The C ABI of libzmq, each function forwarded to the real library, by way of the defect that ZASSAY_MUTANT names where
// that is about it. A function that the real library lacks fails with ENOSYS.
#include <zmq.h>

#include <cerrno>
#include <cstdio>

#include "mutants/shim/calls.hpp"
#include "mutants/shim/facts.hpp"
#include "mutants/shim/table.hpp"

#define ZASSAY_EXPORT extern "C" __attribute__((visibility("default")))

namespace zassay::mutants {
namespace {

Calls& plain() {
  static Calls* const calls = new Calls;  // never ends: calls may come while the process exits
  return *calls;
}

Calls& calls() {
  static Calls* const chosen = switched_on().mutant ? switched_on().mutant.get() : &plain();
  return *chosen;
}

/// The readers of monitors are the harness's own: no defect strikes them.
Calls& calls_of(void* socket) { return facts_of(socket).is_monitor ? plain() : calls(); }

Calls& calls_of(const zmq_pollitem_t* items, int count) {
  for (int i = 0; items != nullptr && i < count; ++i) {
    if (items[i].socket != nullptr && facts_of(items[i].socket).is_monitor) return plain();
  }
  return calls();
}

/// Why no context may be opened; empty if one may.
const std::string& problem() {
  static const std::string* const found = [] {
    std::string sentence = !real_library().problem.empty() ? real_library().problem : switched_on().problem;
    if (!sentence.empty()) std::fprintf(stderr, "zassay-mutant: %s\n", sentence.c_str());
    return new std::string(std::move(sentence));
  }();
  return *found;
}

/// What zmq_send and its like do: a message made of the buffer is sent as any other, and closed if it could not be.
int send_buffer(void* socket, const void* data, size_t size, int flags, bool constant) {
  zmq_msg_t message;
  if (calls_of(socket).message_of_buffer(&message, data, size, constant) != 0) return -1;
  const int status = calls_of(socket).send(&message, socket, flags);
  const int error = errno;
  real().zmq_msg_close(&message);
  errno = error;
  return status;
}

int missing() {
  errno = ENOSYS;
  return -1;
}

}  // namespace
}  // namespace zassay::mutants

using namespace zassay::mutants;

ZASSAY_EXPORT int zmq_errno() { return real().zmq_errno != nullptr ? calls().error_number() : errno; }
ZASSAY_EXPORT void zmq_version(int* major, int* minor, int* patch) {
  *major = *minor = *patch = 0;
  if (real().zmq_version != nullptr) real().zmq_version(major, minor, patch);
}

ZASSAY_EXPORT void* zmq_ctx_new() {
  if (problem().empty()) return real().zmq_ctx_new();
  errno = EINVAL;
  return nullptr;
}
ZASSAY_EXPORT int zmq_ctx_term(void* context) {
  const int status = calls().terminate(context);
  const int error = errno;
  if (status == 0) calls().forget_context(context);
  errno = error;
  return status;
}
ZASSAY_EXPORT int zmq_ctx_shutdown(void* context) {
  return real().zmq_ctx_shutdown != nullptr ? calls().shut_down(context) : missing();
}
ZASSAY_EXPORT int zmq_ctx_set(void* context, int option, int value) {
  return calls().set_context_option(context, option, value);
}
ZASSAY_EXPORT int zmq_ctx_get(void* context, int option) { return calls().get_context_option(context, option); }

ZASSAY_EXPORT int zmq_ctx_destroy(void* context) { return zmq_ctx_term(context); }
ZASSAY_EXPORT int zmq_term(void* context) { return zmq_ctx_term(context); }

ZASSAY_EXPORT void* zmq_socket(void* context, int type) {
  void* const socket = calls().open(context, type);
  if (socket != nullptr) remember_socket(context, type, socket);
  return socket;
}
ZASSAY_EXPORT int zmq_close(void* socket) {
  const int status = calls_of(socket).close(socket);
  const int error = errno;
  if (status == 0) {
    calls().forget_socket(socket);
    forget_facts(socket);
  }
  errno = error;
  return status;
}
ZASSAY_EXPORT int zmq_setsockopt(void* socket, int option, const void* value, size_t size) {
  return calls_of(socket).set_option(socket, option, value, size);
}
ZASSAY_EXPORT int zmq_getsockopt(void* socket, int option, void* value, size_t* size) {
  return calls_of(socket).get_option(socket, option, value, size);
}
ZASSAY_EXPORT int zmq_bind(void* socket, const char* endpoint) { return calls_of(socket).bind(socket, endpoint); }
ZASSAY_EXPORT int zmq_connect(void* socket, const char* endpoint) {
  remember_connect(socket, endpoint);
  return calls_of(socket).connect(socket, endpoint);
}
ZASSAY_EXPORT int zmq_unbind(void* socket, const char* endpoint) {
  return real().zmq_unbind != nullptr ? calls_of(socket).unbind(socket, endpoint) : missing();
}
ZASSAY_EXPORT int zmq_disconnect(void* socket, const char* endpoint) {
  return real().zmq_disconnect != nullptr ? calls_of(socket).disconnect(socket, endpoint) : missing();
}
ZASSAY_EXPORT int zmq_socket_monitor(void* socket, const char* endpoint, int events) {
  if (real().zmq_socket_monitor == nullptr) return missing();
  remember_monitor_endpoint(endpoint);
  return calls().monitor(socket, endpoint, events);
}

ZASSAY_EXPORT int zmq_poll(zmq_pollitem_t* items, int count, long timeout_ms) {
  return real().zmq_poll != nullptr ? calls_of(items, count).poll(items, count, timeout_ms) : missing();
}
ZASSAY_EXPORT int zmq_proxy(void* frontend, void* backend, void* capture) {
  return real().zmq_proxy != nullptr ? calls().proxy(frontend, backend, capture) : missing();
}
ZASSAY_EXPORT int zmq_has(const char* capability) {
  return real().zmq_has != nullptr ? real().zmq_has(capability) : missing();
}

ZASSAY_EXPORT int zmq_msg_init(zmq_msg_t* message) { return real().zmq_msg_init(message); }
ZASSAY_EXPORT int zmq_msg_init_size(zmq_msg_t* message, size_t size) { return real().zmq_msg_init_size(message, size); }
ZASSAY_EXPORT int zmq_msg_init_data(zmq_msg_t* message, void* data, size_t size, zmq_free_fn* release, void* hint) {
  return real().zmq_msg_init_data != nullptr ? calls().message_init_data(message, data, size, release, hint)
                                             : missing();
}
ZASSAY_EXPORT int zmq_msg_send(zmq_msg_t* message, void* socket, int flags) {
  return calls_of(socket).send(message, socket, flags);
}
ZASSAY_EXPORT int zmq_msg_recv(zmq_msg_t* message, void* socket, int flags) {
  return calls_of(socket).receive(message, socket, flags);
}
ZASSAY_EXPORT int zmq_sendmsg(void* socket, zmq_msg_t* message, int flags) {
  return zmq_msg_send(message, socket, flags);
}
ZASSAY_EXPORT int zmq_recvmsg(void* socket, zmq_msg_t* message, int flags) {
  return zmq_msg_recv(message, socket, flags);
}
ZASSAY_EXPORT int zmq_send(void* socket, const void* data, size_t size, int flags) {
  return send_buffer(socket, data, size, flags, false);
}
ZASSAY_EXPORT int zmq_send_const(void* socket, const void* data, size_t size, int flags) {
  return real().zmq_msg_init_data != nullptr ? send_buffer(socket, data, size, flags, true) : missing();
}
ZASSAY_EXPORT int zmq_recv(void* socket, void* data, size_t room, int flags) {
  return calls_of(socket).receive_into(socket, data, room, flags);
}
ZASSAY_EXPORT int zmq_msg_close(zmq_msg_t* message) { return calls().message_close(message); }
ZASSAY_EXPORT int zmq_msg_copy(zmq_msg_t* destination, zmq_msg_t* source) {
  return real().zmq_msg_copy != nullptr ? calls().message_copy(destination, source) : missing();
}
ZASSAY_EXPORT int zmq_msg_move(zmq_msg_t* destination, zmq_msg_t* source) {
  return real().zmq_msg_move != nullptr ? calls().message_move(destination, source) : missing();
}
ZASSAY_EXPORT void* zmq_msg_data(zmq_msg_t* message) { return real().zmq_msg_data(message); }
ZASSAY_EXPORT size_t zmq_msg_size(const zmq_msg_t* message) { return calls().message_size(message); }
ZASSAY_EXPORT int zmq_msg_more(const zmq_msg_t* message) { return calls().message_more(message); }
ZASSAY_EXPORT int zmq_msg_get(const zmq_msg_t* message, int property) {
  return real().zmq_msg_get != nullptr ? calls().message_get(message, property) : missing();
}
ZASSAY_EXPORT int zmq_msg_set(zmq_msg_t* message, int property, int value) {
  return real().zmq_msg_set != nullptr ? calls().message_set(message, property, value) : missing();
}
ZASSAY_EXPORT const char* zmq_msg_gets(const zmq_msg_t* message, const char* property) {
  if (real().zmq_msg_gets != nullptr) return calls().message_gets(message, property);
  missing();
  return nullptr;
}

ZASSAY_EXPORT void* zmq_timers_new() {
  if (real().zmq_timers_new != nullptr) return real().zmq_timers_new();
  missing();
  return nullptr;
}
ZASSAY_EXPORT int zmq_timers_destroy(void** timers) { return real().zmq_timers_destroy(timers); }
ZASSAY_EXPORT int zmq_timers_add(void* timers, size_t interval_ms, zmq_timer_fn handler, void* argument) {
  return calls().timers_add(timers, interval_ms, handler, argument);
}
ZASSAY_EXPORT int zmq_timers_cancel(void* timers, int timer) { return calls().timers_cancel(timers, timer); }
ZASSAY_EXPORT int zmq_timers_set_interval(void* timers, int timer, size_t interval_ms) {
  return real().zmq_timers_set_interval(timers, timer, interval_ms);
}
ZASSAY_EXPORT int zmq_timers_reset(void* timers, int timer) { return real().zmq_timers_reset(timers, timer); }
ZASSAY_EXPORT long zmq_timers_timeout(void* timers) { return calls().timers_timeout(timers); }
ZASSAY_EXPORT int zmq_timers_execute(void* timers) { return real().zmq_timers_execute(timers); }
