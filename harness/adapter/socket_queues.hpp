#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "adapter/open_descriptors.hpp"
#include "base/result.hpp"

namespace zassay {

/// One TCP or unix stream socket that a process holds, and what waits in it.
struct SocketQueue {
  enum class Family { tcp, unix_stream };
  std::uint64_t inode = 0;
  Family family = Family::tcp;
  int state = 0;                          ///< TCP_ESTABLISHED (1) … as in <netinet/tcp.h>; unix: 1 or TCP_LISTEN (10)
  std::uint32_t receive_queue_bytes = 0;  ///< of a listener: connections that wait to be accepted
  std::uint32_t send_queue_bytes = 0;     ///< TCP: not acknowledged yet; unix: not read by the peer (kernel's count)
  std::uint64_t peer_inode = 0;           ///< 0 if none, or not known; TCP: only if it was read, too
  bool probe_timer = false;               ///< TCP: the peer's window is shut and is being probed
  bool retransmit_timer = false;          ///< TCP: data is under way and not acknowledged
  std::int64_t send_window_bytes = -1;    ///< TCP: what the peer still takes; −1 when the kernel does not say
  std::int64_t unacknowledged_packets = -1;  ///< TCP; −1 when the kernel does not say
  std::int64_t unsent_bytes = -1;    ///< TCP: in the send queue, and never sent; −1 when the kernel does not say
  std::int64_t sent_bytes = -1;      ///< TCP: sent at least once since it was connected; −1 likewise
  std::int64_t received_bytes = -1;  ///< TCP: received in order since it was connected; −1 likewise
  bool takes_more = false;           ///< TCP: a writer is not being kept waiting for room
  int refused_probes = -1;           ///< TCP: probes of the shut window that were answered with "still shut"
  bool far_end_is_gone = false;      ///< TCP: established, and no socket of this machine is its other end any more

  bool is_listener() const { return state == 10; }
  bool operator==(const SocketQueue&) const = default;
};

/// Reads socket queues by sock_diag, and by /proc/net where the kernel has none. Keeps one netlink descriptor open, and
/// remembers what it has seen: reading the same sockets again takes some 5 µs each. Used by one thread at a time.
class SocketQueues {
 public:
  SocketQueues();
  ~SocketQueues();
  SocketQueues(SocketQueues&&) noexcept;
  SocketQueues& operator=(SocketQueues&&) noexcept;

  /// The sockets of these processes, ordered by inode; a socket that several of them hold is given once. A TCP socket
  /// that was never connected or was reset has no queues and is left out.
  /// First come, with inode 0, the ends of their connections that no process holds any more.
  /// Errors: "no-queues" (neither source can be read).
  Result<std::vector<SocketQueue>> read(std::span<const OpenDescriptors> processes);

  /// The TCP sockets of the last read as they are now, without a look at who holds what: those that are still found.
  std::vector<SocketQueue> read_again();

  /// From now on /proc/net only, which knows neither windows nor a unix socket's bytes and peer.
  void use_proc_files();

 private:
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

}  // namespace zassay
