#pragma once

#include <string_view>

#include "adapters/libzmq/reply.hpp"
#include "adapters/libzmq/workspace.hpp"

namespace zassay::libzmq {

/// An operation that runs on its actor's thread. It reads its arguments, then makes the library's calls and reports
/// what they returned.
using Operation = Reply (*)(Call& call);

/// The operation of that name, or null.
Operation find_operation(std::string_view name);

// sockets.cpp
Reply context_term(Call& call);
Reply socket_open(Call& call);
Reply socket_close(Call& call);
Reply socket_give(Call& call);
Reply socket_take(Call& call);
Reply socket_bind(Call& call);
Reply socket_connect(Call& call);
Reply socket_unbind(Call& call);
Reply socket_disconnect(Call& call);

// null_calls.cpp
Reply null_call(Call& call);
Reply last_error(Call& call);

// socket_options.cpp
Reply socket_set(Call& call);
Reply socket_get(Call& call);

// monitor.cpp
Reply socket_monitor(Call& call);

// sending.cpp, receiving.cpp, relaying.cpp, polling.cpp
Reply socket_send(Call& call);
/// Whether a buffer begins there that was handed to zmq_send_const. Any thread.
bool is_constant(const void* data);
Reply socket_recv(Call& call);
Reply socket_relay(Call& call);
Reply socket_poll(Call& call);
Reply socket_proxy(Call& call);

// timers.cpp
Reply timers_call(Call& call);

// pipes.cpp
Reply pipe_open(Call& call);
Reply pipe_close(Call& call);
Reply pipe_write(Call& call);
Reply pipe_read(Call& call);

// messages.cpp
Reply message_init(Call& call);
Reply message_init_size(Call& call);
Reply message_init_data(Call& call);
Reply message_close(Call& call);
Reply message_copy(Call& call);
Reply message_move(Call& call);
Reply message_size(Call& call);
Reply message_data(Call& call);
Reply message_constant(Call& call);
Reply message_more(Call& call);
Reply message_get(Call& call);
Reply message_set(Call& call);
Reply message_gets(Call& call);
Reply message_send(Call& call);
Reply message_recv(Call& call);

}  // namespace zassay::libzmq
