#include "run/queue_look.hpp"

#include <netinet/tcp.h>

namespace zassay {
namespace {

/// Whether the peer takes nothing and will not, as long as its reader sleeps: a window of zero may be one moment of a
/// conversation that kernel timers go on with, so a probe must have been sent and answered with zero again.
bool is_shut(const SocketQueue& queue) {
  return queue.send_window_bytes == 0 && queue.probe_timer && queue.refused_probes > 0;
}

std::string what_moves(const SocketQueue& queue) {
  if (queue.is_listener()) return queue.receive_queue_bytes > 0 ? "a connection waits to be accepted" : "";
  if (queue.family == SocketQueue::Family::unix_stream) return {};
  switch (queue.state) {
    case TCP_SYN_SENT:
    case TCP_SYN_RECV:
      return "a connection is being made";
    case TCP_FIN_WAIT1:
    case TCP_CLOSING:
    case TCP_LAST_ACK:
      return is_shut(queue) ? "" : "a connection is being closed";
    default:
      break;
  }
  if (queue.send_queue_bytes == 0) return {};
  if (is_shut(queue)) return {};
  return std::to_string(queue.send_queue_bytes) + " bytes are on their way";
}

}  // namespace

std::string moving_bytes(const std::vector<SocketQueue>& queues) {
  for (const SocketQueue& queue : queues) {
    const std::string what = what_moves(queue);
    if (!what.empty()) return what + " in socket " + std::to_string(queue.inode);
  }
  return {};
}

}  // namespace zassay
