#pragma once

#include <zmq.h>

#include "mutants/shim/real.hpp"

namespace zassay::mutants {

/// The calls of the C ABI that a defect may change. Each does here what the real library does, returns what it returns
/// and leaves its error in errno; a mutant overrides the few that it is about.
///
/// Threads: called from any thread, on one socket by one thread at a time, as the library demands. No override holds a
/// lock while it is in a call that may block.
class Calls {
 public:
  Calls() = default;
  Calls(const Calls&) = delete;
  Calls& operator=(const Calls&) = delete;
  virtual ~Calls() = default;

  virtual int send(zmq_msg_t* message, void* socket, int flags);
  virtual int receive(zmq_msg_t* message, void* socket, int flags);
  /// Receives into a buffer, by `receive` and a message object of its own.
  virtual int receive_into(void* socket, void* data, std::size_t room, int flags);
  /// Makes the message that zmq_send or, if `constant`, zmq_send_const sends of a buffer.
  virtual int message_of_buffer(zmq_msg_t* message, const void* data, std::size_t size, bool constant);
  virtual int poll(zmq_pollitem_t* items, int count, long timeout_ms);
  virtual int proxy(void* frontend, void* backend, void* capture);

  virtual void* open(void* context, int type);
  virtual int close(void* socket);
  virtual int bind(void* socket, const char* endpoint);
  virtual int connect(void* socket, const char* endpoint);
  virtual int unbind(void* socket, const char* endpoint);
  virtual int disconnect(void* socket, const char* endpoint);
  virtual int monitor(void* socket, const char* endpoint, int events);
  virtual int set_option(void* socket, int option, const void* value, std::size_t size);
  virtual int get_option(void* socket, int option, void* value, std::size_t* size);

  virtual int set_context_option(void* context, int option, int value);
  virtual int get_context_option(void* context, int option);
  virtual int shut_down(void* context);
  virtual int terminate(void* context);

  virtual int message_init_data(zmq_msg_t* message, void* data, std::size_t size, zmq_free_fn* release, void* hint);
  virtual int message_close(zmq_msg_t* message);
  virtual int message_copy(zmq_msg_t* destination, zmq_msg_t* source);
  virtual int message_move(zmq_msg_t* destination, zmq_msg_t* source);
  virtual std::size_t message_size(const zmq_msg_t* message);
  virtual int message_more(const zmq_msg_t* message);
  virtual int message_get(const zmq_msg_t* message, int property);
  virtual int message_set(zmq_msg_t* message, int property, int value);
  virtual const char* message_gets(const zmq_msg_t* message, const char* property);

  virtual int timers_add(void* timers, std::size_t interval_ms, zmq_timer_fn* handler, void* argument);
  virtual int timers_cancel(void* timers, int timer);
  virtual long timers_timeout(void* timers);

  /// What zmq_errno says.
  virtual int error_number();

  /// Told after a socket was closed and after a context was terminated: what was kept about it may be forgotten.
  virtual void forget_socket(void* socket);
  virtual void forget_context(void* context);
};

}  // namespace zassay::mutants
