#include "adapter/socket_diag.hpp"

#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <linux/tcp.h>
#include <linux/unix_diag.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace zassay {
namespace {

constexpr std::uint32_t all_states_but_time_wait = 0xfff & ~(1U << 6);  // those in TIME_WAIT belong to no process
constexpr std::size_t batch = 64;                                       // answers that surely fit the receive buffer
constexpr int timer_retransmit = 1;
constexpr int timer_probe = 4;

template <typename Body>
struct Request {
  nlmsghdr header = {};
  Body body = {};
};

Request<inet_diag_req_v2> tcp_request(int family, std::uint32_t sequence, int flags) {
  Request<inet_diag_req_v2> request;
  request.header.nlmsg_len = sizeof request;
  request.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
  request.header.nlmsg_flags = static_cast<std::uint16_t>(NLM_F_REQUEST | flags);
  request.header.nlmsg_seq = sequence;
  request.body.sdiag_family = static_cast<std::uint8_t>(family);
  request.body.sdiag_protocol = IPPROTO_TCP;
  request.body.idiag_ext = (1U << (INET_DIAG_INFO - 1)) | (1U << (INET_DIAG_SKMEMINFO - 1));
  request.body.idiag_states = all_states_but_time_wait;
  return request;
}

/// Calls `take(type, bytes, size)` for each attribute behind a message's body.
template <typename Take>
void each_attribute(const nlmsghdr* header, std::size_t body_size, Take take) {
  std::size_t at = NLMSG_SPACE(body_size);
  const char* const start = reinterpret_cast<const char*>(header);
  while (at + sizeof(nlattr) <= header->nlmsg_len) {
    nlattr attribute;
    std::memcpy(&attribute, start + at, sizeof attribute);
    if (attribute.nla_len < sizeof attribute || at + attribute.nla_len > header->nlmsg_len) return;
    take(attribute.nla_type, start + at + sizeof attribute, attribute.nla_len - sizeof attribute);
    at += NLA_ALIGN(attribute.nla_len);
  }
}

void take_tcp_info(const char* bytes, std::size_t size, SocketQueue& queue) {
  tcp_info info{};
  std::memcpy(&info, bytes, std::min(size, sizeof info));
  const auto has = [size](std::size_t offset, std::size_t length) { return size >= offset + length; };
  if (has(offsetof(tcp_info, tcpi_unacked), sizeof info.tcpi_unacked)) queue.unacknowledged_packets = info.tcpi_unacked;
  if (has(offsetof(tcp_info, tcpi_bytes_retrans), sizeof info.tcpi_bytes_retrans)) {
    queue.unsent_bytes = info.tcpi_notsent_bytes;
    queue.sent_bytes = static_cast<std::int64_t>(info.tcpi_bytes_sent - info.tcpi_bytes_retrans);
    queue.received_bytes = static_cast<std::int64_t>(info.tcpi_bytes_received);
  }
  if (has(offsetof(tcp_info, tcpi_snd_wnd), sizeof info.tcpi_snd_wnd)) queue.send_window_bytes = info.tcpi_snd_wnd;
  // Every probe raises the back-off, and whatever the peer answers sets the count of unanswered ones to zero.
  if (queue.probe_timer) queue.refused_probes = std::max(0, info.tcpi_backoff - info.tcpi_probes);
}

/// The kernel wakes who waits for room once a third of the send buffer is free (sk_stream_is_writeable).
void take_memory(const char* bytes, std::size_t size, SocketQueue& queue) {
  std::array<std::uint32_t, SK_MEMINFO_VARS> memory{};
  std::memcpy(memory.data(), bytes, std::min(size, sizeof memory));
  const std::uint64_t queued = memory[SK_MEMINFO_WMEM_QUEUED];
  queue.takes_more = 3 * queued <= std::uint64_t{2} * memory[SK_MEMINFO_SNDBUF];
}

void take_tcp(const nlmsghdr* header, std::vector<TcpSocket>& sockets) {
  if (header->nlmsg_len < NLMSG_LENGTH(sizeof(inet_diag_msg))) return;
  inet_diag_msg message;
  std::memcpy(&message, NLMSG_DATA(header), sizeof message);
  TcpSocket socket;
  socket.identity = {message.idiag_family, message.id};
  SocketQueue& queue = socket.queue;
  queue.inode = message.idiag_inode;
  queue.state = message.idiag_state;
  queue.receive_queue_bytes = message.idiag_rqueue;
  queue.send_queue_bytes = message.idiag_wqueue;
  queue.probe_timer = message.idiag_timer == timer_probe;
  queue.retransmit_timer = message.idiag_timer == timer_retransmit;
  each_attribute(header, sizeof message, [&queue](int type, const char* bytes, std::size_t size) {
    if (type == INET_DIAG_INFO) take_tcp_info(bytes, size, queue);
    if (type == INET_DIAG_SKMEMINFO) take_memory(bytes, size, queue);
  });
  if (queue.is_listener()) queue.unacknowledged_packets = queue.send_window_bytes = -1;  // mean other things there
  sockets.push_back(socket);
}

void take_unix(const nlmsghdr* header, std::vector<SocketQueue>& sockets) {
  if (header->nlmsg_len < NLMSG_LENGTH(sizeof(unix_diag_msg))) return;
  unix_diag_msg message;
  std::memcpy(&message, NLMSG_DATA(header), sizeof message);
  if (message.udiag_type != SOCK_STREAM) return;
  SocketQueue queue;
  queue.family = SocketQueue::Family::unix_stream;
  queue.inode = message.udiag_ino;
  queue.state = message.udiag_state;
  each_attribute(header, sizeof message, [&queue](int type, const char* bytes, std::size_t size) {
    if (type == UNIX_DIAG_PEER && size >= sizeof(std::uint32_t)) {
      std::uint32_t peer = 0;
      std::memcpy(&peer, bytes, sizeof peer);
      queue.peer_inode = peer;
    }
    if (type == UNIX_DIAG_RQLEN && size >= sizeof(unix_diag_rqlen)) {
      unix_diag_rqlen lengths;
      std::memcpy(&lengths, bytes, sizeof lengths);
      queue.receive_queue_bytes = lengths.udiag_rqueue;
      queue.send_queue_bytes = queue.is_listener() ? 0 : lengths.udiag_wqueue;  // a listener's is its backlog limit
    }
  });
  sockets.push_back(queue);
}

}  // namespace

bool TcpIdentity::is_peer_of(const TcpIdentity& other) const {
  return family == other.family && id.idiag_sport == other.id.idiag_dport && id.idiag_dport == other.id.idiag_sport &&
         std::memcmp(id.idiag_src, other.id.idiag_dst, sizeof id.idiag_src) == 0 &&
         std::memcmp(id.idiag_dst, other.id.idiag_src, sizeof id.idiag_dst) == 0;
}

bool SocketDiag::open() {
  if (netlink_) return true;
  netlink_ = Descriptor(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG));
  buffer_.resize(std::size_t{64} << 10);
  // The kernel answers within the call; a limit keeps a kernel that does not from holding up the run.
  const timeval limit{1, 0};
  return netlink_ && ::setsockopt(netlink_.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit) == 0;
}

bool SocketDiag::send(const void* bytes, std::size_t size) {
  return ::send(netlink_.get(), bytes, size, 0) == static_cast<ssize_t>(size);
}

/// Reads until the end of a list, or until so many single answers (errors included) have come.
template <typename Take>
bool SocketDiag::receive(std::size_t answers, Take take) {
  std::size_t answered = 0;
  while (true) {
    const ssize_t size = ::recv(netlink_.get(), buffer_.data(), buffer_.size(), 0);
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) {
      netlink_.reset();  // an answer that comes late must not be taken for one to a later question
      return false;
    }
    auto left = static_cast<unsigned>(size);
    for (auto* header = reinterpret_cast<nlmsghdr*>(buffer_.data()); NLMSG_OK(header, left);
         header = NLMSG_NEXT(header, left)) {
      if (header->nlmsg_type == NLMSG_DONE) return true;
      if (header->nlmsg_type == NLMSG_ERROR && answers == 0) return false;
      if (header->nlmsg_type == SOCK_DIAG_BY_FAMILY) take(header);
      if (answers > 0 && ++answered == answers) return true;
    }
  }
}

bool SocketDiag::list_tcp(int family, std::vector<TcpSocket>& sockets) {
  const auto request = tcp_request(family, ++sequence_, NLM_F_DUMP);
  return open() && send(&request, sizeof request) &&
         receive(0, [&sockets](const nlmsghdr* header) { take_tcp(header, sockets); });
}

bool SocketDiag::find_tcp(std::span<const TcpIdentity> identities, std::vector<TcpSocket>& sockets) {
  for (std::size_t first = 0; first < identities.size(); first += batch) {
    std::vector<Request<inet_diag_req_v2>> requests;
    for (const TcpIdentity& identity : identities.subspan(first, std::min(batch, identities.size() - first))) {
      requests.push_back(tcp_request(identity.family, ++sequence_, 0));
      requests.back().body.id = identity.id;
    }
    const std::size_t size = requests.size() * sizeof requests.front();
    if (!open() || !send(requests.data(), size)) return false;
    if (!receive(requests.size(), [&sockets](const nlmsghdr* header) { take_tcp(header, sockets); })) return false;
  }
  return true;
}

bool SocketDiag::list_unix(std::vector<SocketQueue>& sockets) {
  Request<unix_diag_req> request;
  request.header.nlmsg_len = sizeof request;
  request.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
  request.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
  request.header.nlmsg_seq = ++sequence_;
  request.body.sdiag_family = AF_UNIX;
  request.body.udiag_states = 0xffffffff;
  request.body.udiag_show = UDIAG_SHOW_RQLEN | UDIAG_SHOW_PEER;
  return open() && send(&request, sizeof request) &&
         receive(0, [&sockets](const nlmsghdr* header) { take_unix(header, sockets); });
}

}  // namespace zassay
