#include "adapter/far_ends.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <array>
#include <cstring>

namespace zassay {
namespace {

/// Only there the kernel can be asked for the other end.
bool is_within_this_machine(const TcpIdentity& identity) {
  const inet_diag_sockid& id = identity.id;
  const auto is_loopback = [](__be32 address) { return ntohl(address) >> 24 == IN_LOOPBACKNET; };
  const bool is_same = std::memcmp(id.idiag_src, id.idiag_dst, sizeof id.idiag_src) == 0;
  return is_same || (identity.family == AF_INET && is_loopback(id.idiag_src[0]) && is_loopback(id.idiag_dst[0]));
}

TcpIdentity far_end_of(const TcpIdentity& identity) {
  TcpIdentity other;
  other.family = identity.family;
  other.id.idiag_sport = identity.id.idiag_dport;
  other.id.idiag_dport = identity.id.idiag_sport;
  std::memcpy(other.id.idiag_src, identity.id.idiag_dst, sizeof other.id.idiag_src);
  std::memcpy(other.id.idiag_dst, identity.id.idiag_src, sizeof other.id.idiag_dst);
  other.id.idiag_cookie[0] = other.id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
  return other;
}

}  // namespace

bool look_at_far_ends(SocketDiag& diag, std::vector<TcpSocket>& sockets) {
  const std::size_t count = sockets.size();
  for (std::size_t i = 0; i < count; ++i) {
    const TcpIdentity identity = sockets[i].identity;
    const SocketQueue& queue = sockets[i].queue;
    if (queue.state != TCP_ESTABLISHED || queue.peer_inode != 0 || !is_within_this_machine(identity)) continue;
    const std::array<TcpIdentity, 1> sought{far_end_of(identity)};
    std::vector<TcpSocket> found;
    if (!diag.find_tcp(sought, found)) return false;
    // Without such a connection the kernel names the listener of that port, if there is one.
    sockets[i].queue.far_end_is_gone = found.empty() || found.front().queue.is_listener();
    if (!sockets[i].queue.far_end_is_gone && found.front().queue.inode == 0) sockets.push_back(found.front());
  }
  return true;
}

}  // namespace zassay
