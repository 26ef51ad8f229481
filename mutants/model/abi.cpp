// The C ABI of libzmq, as zmq.h declares it, over the model. What the model has no notion of is not exported: other
// transports, monitors, security and timers.
#include <zmq.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>
#include <utility>

#include "mutants/model/context.hpp"
#include "mutants/model/defect.hpp"
#include "mutants/model/poll.hpp"
#include "mutants/model/proxy.hpp"

#define ZASSAY_EXPORT extern "C" __attribute__((visibility("default")))

namespace zassay::model {
namespace {

/// The C way to say how it went: 0, or -1 and errno.
int status_of(int problem) {
  if (problem == 0) return 0;
  errno = problem;
  return -1;
}

template <typename Call>
int on_context(void* handle, const Call& call) {
  const std::shared_ptr<Context> context = Context::of(handle);
  return status_of(context != nullptr ? call(*context) : EFAULT);
}

template <typename Call>
int on_socket(void* handle, const Call& call) {
  Socket* const socket = Context::socket_of(handle);
  return status_of(socket != nullptr ? call(*socket) : ENOTSOCK);
}

int capped(std::size_t size) { return static_cast<int>(std::min<std::size_t>(size, INT_MAX)); }  // API-MSG-03

/// Sends octets as one part; its size, or -1.
int send_bytes(void* socket, Frame frame, int flags) {
  const int size = capped(frame.bytes().size());
  return on_socket(socket, [&](Socket& to) { return to.send(frame, flags); }) == 0 ? size : -1;
}

}  // namespace
}  // namespace zassay::model

using namespace zassay::model;

/// By this the adapter tells it from libzmq, whose known deviations are not this library's.
ZASSAY_EXPORT const char* zassay_implementation_name() { return "model"; }

ZASSAY_EXPORT int zmq_errno() { return errno; }
ZASSAY_EXPORT const char* zmq_strerror(int number) {
  switch (number) {
    case EFSM:
      return "Operation cannot be accomplished in current state";
    case ENOCOMPATPROTO:
      return "The protocol is not compatible with the socket type";
    case ETERM:
      return "Context was terminated";
    case EMTHREAD:
      return "No thread available";
    default:
      return std::strerror(number);
  }
}
ZASSAY_EXPORT void zmq_version(int* major, int* minor, int* patch) {
  *major = ZMQ_VERSION_MAJOR;
  *minor = ZMQ_VERSION_MINOR;
  *patch = ZMQ_VERSION_PATCH;
}
ZASSAY_EXPORT int zmq_has(const char*) { return 0; }

ZASSAY_EXPORT void* zmq_ctx_new() {
  if (problem_of_defects().empty()) return Context::open();
  errno = EINVAL;
  return nullptr;
}
ZASSAY_EXPORT int zmq_ctx_term(void* context) {
  return on_context(context, [](Context& ended) { return ended.terminate(); });
}
ZASSAY_EXPORT int zmq_ctx_shutdown(void* context) {
  return on_context(context, [](Context& ended) {
    ended.shut_down();
    return 0;
  });
}
ZASSAY_EXPORT int zmq_ctx_set(void* context, int option, int value) {
  return on_context(context, [&](Context& of) { return of.set(option, value); });
}
ZASSAY_EXPORT int zmq_ctx_get(void* context, int option) {
  int value = 0;
  return on_context(context, [&](Context& of) { return of.get(option, value); }) == 0 ? value : -1;
}
ZASSAY_EXPORT void* zmq_init(int) { return zmq_ctx_new(); }
ZASSAY_EXPORT int zmq_term(void* context) { return zmq_ctx_term(context); }
ZASSAY_EXPORT int zmq_ctx_destroy(void* context) { return zmq_ctx_term(context); }

ZASSAY_EXPORT void* zmq_socket(void* context, int type) {
  Socket* socket = nullptr;
  on_context(context, [&](Context& of) { return of.make(type, socket); });
  return socket;
}
ZASSAY_EXPORT int zmq_close(void* socket) {
  return on_socket(socket, [](Socket& closed) { return closed.close(); });
}
ZASSAY_EXPORT int zmq_setsockopt(void* socket, int option, const void* value, size_t size) {
  return on_socket(socket, [&](Socket& of) { return of.set(option, value, size); });
}
ZASSAY_EXPORT int zmq_getsockopt(void* socket, int option, void* value, size_t* size) {
  return on_socket(socket, [&](Socket& of) { return of.get(option, value, size); });
}
ZASSAY_EXPORT int zmq_bind(void* socket, const char* endpoint) {
  return on_socket(socket, [&](Socket& of) { return of.bind(endpoint); });
}
ZASSAY_EXPORT int zmq_connect(void* socket, const char* endpoint) {
  return on_socket(socket, [&](Socket& of) { return of.connect(endpoint); });
}
ZASSAY_EXPORT int zmq_unbind(void* socket, const char* endpoint) {
  return on_socket(socket, [&](Socket& of) { return of.unbind(endpoint); });
}
ZASSAY_EXPORT int zmq_disconnect(void* socket, const char* endpoint) {
  return on_socket(socket, [&](Socket& of) { return of.disconnect(endpoint); });
}

ZASSAY_EXPORT int zmq_msg_init(zmq_msg_t* message) {
  Slot::init(message);
  return 0;
}
ZASSAY_EXPORT int zmq_msg_init_size(zmq_msg_t* message, size_t size) {
  std::shared_ptr<Content> content = allocate(size);
  if (content == nullptr) return status_of(ENOMEM);
  Slot::init(message).frame.content = std::move(content);
  return 0;
}
ZASSAY_EXPORT int zmq_msg_init_data(zmq_msg_t* message, void* data, size_t size, zmq_free_fn* release, void* hint) {
  Slot::init(message).frame.content = std::make_shared<Content>(data, size, release, hint);
  return 0;
}
ZASSAY_EXPORT int zmq_msg_close(zmq_msg_t* message) {
  Slot* const slot = Slot::in(message);
  if (slot == nullptr) return status_of(EFAULT);
  slot->close();
  return 0;
}
ZASSAY_EXPORT int zmq_msg_copy(zmq_msg_t* destination, zmq_msg_t* source) {
  Slot* const to = Slot::in(destination);
  const Slot* const from = Slot::in(source);
  if (to == nullptr || from == nullptr) return status_of(EFAULT);
  to->frame = Frame(from->frame);
  return 0;
}
ZASSAY_EXPORT int zmq_msg_move(zmq_msg_t* destination, zmq_msg_t* source) {
  Slot* const to = Slot::in(destination);
  Slot* const from = Slot::in(source);
  if (to == nullptr || from == nullptr) return status_of(EFAULT);
  if (to != from) to->frame = std::exchange(from->frame, {});
  return 0;
}
ZASSAY_EXPORT void* zmq_msg_data(zmq_msg_t* message) {
  const Slot* const slot = Slot::in(message);
  return slot != nullptr && slot->frame.content != nullptr ? slot->frame.content->data() : message;
}
ZASSAY_EXPORT size_t zmq_msg_size(const zmq_msg_t* message) {
  const Slot* const slot = Slot::in(message);
  return slot != nullptr ? slot->frame.bytes().size() : 0;
}
ZASSAY_EXPORT int zmq_msg_more(const zmq_msg_t* message) { return Slot::more(message) ? 1 : 0; }
ZASSAY_EXPORT int zmq_msg_get(const zmq_msg_t* message, int property) {
  const Slot* const slot = Slot::in(message);
  if (slot == nullptr) return status_of(EFAULT);
  if (property == ZMQ_MORE) return slot->frame.more ? 1 : 0;
  if (property == ZMQ_SHARED) return slot->frame.content.use_count() > 1 ? 1 : 0;
  return status_of(EINVAL);  // API-MSG-16
}
ZASSAY_EXPORT int zmq_msg_set(zmq_msg_t*, int, int) { return status_of(EINVAL); }  // API-MSG-18
ZASSAY_EXPORT const char* zmq_msg_gets(const zmq_msg_t*, const char*) {
  errno = EINVAL;  // over inproc there is no handshake that metadata could come from
  return nullptr;
}

ZASSAY_EXPORT int zmq_msg_send(zmq_msg_t* message, void* socket, int flags) {
  Slot* slot = Slot::in(message);
  if (slot == nullptr && message != nullptr && defect(Defect::closed_message_sent)) slot = &Slot::init(message);
  if (slot == nullptr) return status_of(EFAULT);
  const int size = capped(slot->frame.bytes().size());
  const std::shared_ptr<Content> sent = defect(Defect::free_at_send) ? slot->frame.content : nullptr;
  const int status = on_socket(socket, [&](Socket& to) { return to.send(slot->frame, flags); });
  if (status == 0 && sent != nullptr) sent->give_back();
  return status == 0 ? size : -1;
}
ZASSAY_EXPORT int zmq_msg_recv(zmq_msg_t* message, void* socket, int flags) {
  Slot* const slot = Slot::in(message);
  if (slot == nullptr) return status_of(EFAULT);
  const int status = on_socket(socket, [&](Socket& from) { return from.receive(slot->frame, flags); });
  return status == 0 ? capped(slot->frame.bytes().size()) : -1;
}
ZASSAY_EXPORT int zmq_sendmsg(void* socket, zmq_msg_t* message, int flags) {
  return zmq_msg_send(message, socket, flags);
}
ZASSAY_EXPORT int zmq_recvmsg(void* socket, zmq_msg_t* message, int flags) {
  return zmq_msg_recv(message, socket, flags);
}
ZASSAY_EXPORT int zmq_send(void* socket, const void* data, size_t size, int flags) {
  return send_bytes(socket, Frame::of({static_cast<const char*>(data), size}), flags);
}
ZASSAY_EXPORT int zmq_send_const(void* socket, const void* data, size_t size, int flags) {
  return send_bytes(socket, {std::make_shared<Content>(const_cast<void*>(data), size, nullptr, nullptr)}, flags);
}
ZASSAY_EXPORT int zmq_recv(void* socket, void* buffer, size_t size, int flags) {
  Frame frame;
  if (on_socket(socket, [&](Socket& from) { return from.receive(frame, flags); }) != 0) return -1;
  const std::size_t copied = std::min(size, frame.bytes().size());  // API-RECV-01
  if (copied != 0) std::memcpy(buffer, frame.bytes().data(), copied);
  return capped(frame.bytes().size());
}

ZASSAY_EXPORT int zmq_poll(zmq_pollitem_t* items, int count, long timeout_ms) {
  int problem = 0;
  const int ready = poll(items, count, timeout_ms, problem);
  return problem == 0 ? ready : status_of(problem);
}
ZASSAY_EXPORT int zmq_proxy(void* frontend, void* backend, void* capture) {
  Socket* const front = Context::socket_of(frontend);
  Socket* const back = Context::socket_of(backend);
  Socket* const copies = capture != nullptr ? Context::socket_of(capture) : nullptr;
  if (front == nullptr || back == nullptr || (capture != nullptr && copies == nullptr)) return status_of(EFAULT);
  return status_of(proxy(*front, *back, copies));
}
