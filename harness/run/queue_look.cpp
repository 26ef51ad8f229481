#include "run/queue_look.hpp"

#include <netinet/tcp.h>

#include <algorithm>

namespace zassay {
namespace {

/// Whether the peer takes nothing and will not, as long as its reader sleeps: a window of zero may be one moment of a
/// conversation that kernel timers go on with, so a probe must have been sent and answered with zero again.
bool is_shut(const SocketQueue& queue) {
  return queue.send_window_bytes == 0 && queue.probe_timer && queue.refused_probes > 0;
}

/// Whether all that was sent has been read by the peer, and only its acknowledgement, which the kernel delays by up to
/// 40 ms, is missing. It must not be what a writer waits for. (What lies unread may have come this moment, its reader
/// being about to be woken.)
bool has_arrived(const SocketQueue& queue, const std::vector<SocketQueue>& queues) {
  if (queue.unsent_bytes != 0 || !queue.takes_more || queue.peer_inode == 0) return false;
  const auto peer = std::find_if(queues.begin(), queues.end(),
                                 [&queue](const SocketQueue& other) { return other.inode == queue.peer_inode; });
  return peer != queues.end() && queue.sent_bytes > 0 && queue.sent_bytes == peer->received_bytes &&
         peer->receive_queue_bytes == 0;
}

std::string what_moves(const SocketQueue& queue, const std::vector<SocketQueue>& queues) {
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
  if (queue.far_end_is_gone) return "the end of a connection is on its way";
  if (queue.send_queue_bytes == 0) return {};
  if (is_shut(queue) || has_arrived(queue, queues)) return {};
  return std::to_string(queue.send_queue_bytes) + " bytes are on their way";
}

}  // namespace

std::string moving_bytes(const std::vector<SocketQueue>& queues) {
  for (const SocketQueue& queue : queues) {
    const std::string what = what_moves(queue, queues);
    if (!what.empty()) return what + " in socket " + std::to_string(queue.inode);
  }
  return {};
}

}  // namespace zassay
