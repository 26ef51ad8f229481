#pragma once

#include <linux/inet_diag.h>

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "adapter/descriptor.hpp"
#include "adapter/socket_queues.hpp"

namespace zassay {

/// How the kernel finds one TCP socket again without walking through all of them.
struct TcpIdentity {
  std::uint8_t family = 0;  ///< AF_INET or AF_INET6
  inet_diag_sockid id = {};

  bool is_peer_of(const TcpIdentity& other) const;  ///< the two ends of one connection
};

/// A TCP socket as sock_diag gives it.
struct TcpSocket {
  SocketQueue queue;
  TcpIdentity identity;
};

/// The netlink side of SocketQueues. Every call is false when the kernel does not answer; what it gave so far is kept.
class SocketDiag {
 public:
  bool open();

  /// All TCP sockets of a family in this network namespace. It walks the kernel's whole table: some 180 µs per family.
  bool list_tcp(int family, std::vector<TcpSocket>& sockets);
  /// Those of the identities that still are the same sockets: a few µs each.
  bool find_tcp(std::span<const TcpIdentity> identities, std::vector<TcpSocket>& sockets);
  /// All unix stream sockets.
  bool list_unix(std::vector<SocketQueue>& sockets);

 private:
  bool send(const void* bytes, std::size_t size);
  template <typename Take>
  bool receive(std::size_t answers, Take take);

  Descriptor netlink_;
  std::vector<char> buffer_;
  std::uint32_t sequence_ = 0;
};

}  // namespace zassay
