#pragma once

#include <string>
#include <vector>

#include "adapter/socket_queues.hpp"

namespace zassay {

/// Whether bytes or connections are on their way between sockets whose threads all sleep: one sentence that names the
/// socket, or nothing. What lies in a receive queue is not on its way: its reader sleeps, so it does not read. What
/// lies in a send queue is, unless the peer has read it all and nobody waits for its acknowledgement, or the peer's
/// window is shut and a probe was answered with "still shut": kernel timers move bytes for up to 400 ms while all
/// threads sleep.
std::string moving_bytes(const std::vector<SocketQueue>& queues);

}  // namespace zassay
