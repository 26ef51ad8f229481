#pragma once

#include <zmq.h>

#include <string>

#include "base/result.hpp"

namespace zassay::libzmq {

/// Functions without which no case can run: a library that lacks one is refused.
// clang-format off
#define ZASSAY_REQUIRED_FUNCTIONS(X)                                                                                  \
  X(zmq_errno) X(zmq_version) X(zmq_ctx_new) X(zmq_ctx_term) X(zmq_ctx_set) X(zmq_ctx_get) X(zmq_socket)              \
  X(zmq_close) X(zmq_setsockopt) X(zmq_getsockopt) X(zmq_bind) X(zmq_connect) X(zmq_msg_init)                         \
  X(zmq_msg_init_size) X(zmq_msg_send) X(zmq_msg_recv) X(zmq_msg_close) X(zmq_msg_data) X(zmq_msg_size)               \
  X(zmq_msg_more)
// clang-format on

/// Functions that a library may lack: null then, and the operations on them are answered `unsupported`.
// clang-format off
#define ZASSAY_OPTIONAL_FUNCTIONS(X)                                                                                  \
  X(zmq_ctx_shutdown) X(zmq_unbind) X(zmq_disconnect) X(zmq_poll) X(zmq_proxy) X(zmq_has) X(zmq_socket_monitor)       \
  X(zmq_msg_init_data) X(zmq_msg_copy) X(zmq_msg_move) X(zmq_msg_get) X(zmq_msg_set) X(zmq_msg_gets)                  \
  X(zmq_send) X(zmq_send_const) X(zmq_recv) X(zmq_timers_new) X(zmq_timers_destroy) X(zmq_timers_add)                 \
  X(zmq_timers_cancel) X(zmq_timers_set_interval) X(zmq_timers_reset) X(zmq_timers_timeout) X(zmq_timers_execute)
// clang-format on

/// The functions of one loaded library, under their own names.
struct Functions {
#define ZASSAY_MEMBER(name) decltype(&::name) name = nullptr;
  ZASSAY_REQUIRED_FUNCTIONS(ZASSAY_MEMBER)
  ZASSAY_OPTIONAL_FUNCTIONS(ZASSAY_MEMBER)
#undef ZASSAY_MEMBER
  /// A draft function, which the header declares only on request.
  int (*zmq_ctx_set_ext)(void* context, int option, const void* value, std::size_t size) = nullptr;
  /// What an implementation that is not libzmq calls itself: what is known of libzmq does not hold for it.
  const char* (*zassay_implementation_name)() = nullptr;
};

/// One library with the C ABI of libzmq, loaded at run time. It is never unloaded: its threads and thread-local
/// destructors may outlive every caller. Safe to read from any thread.
struct Library {
  Functions functions;
  std::string path;     ///< without symbolic links
  std::string name;     ///< "libzmq", unless it says another one
  std::string version;  ///< as zmq_version says, "4.3.4"
};

/// Loads `name` (a path, or a name that the dynamic linker searches) and proves by dladdr that every function lies in
/// that very file. Errors: "not-loaded" (no such library, with the linker's reason), "missing-function",
/// "other-library" (a function came from another file), each naming the file and the function.
Result<Library> load_library(const std::string& name);

}  // namespace zassay::libzmq
