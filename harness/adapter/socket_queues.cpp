#include "adapter/socket_queues.hpp"

#include <sys/socket.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>

#include "adapter/far_ends.hpp"
#include "adapter/proc_files.hpp"
#include "adapter/socket_diag.hpp"

namespace zassay {
namespace {

enum class Protocol { other, tcp4, tcp6, unix_stream };

/// The kernel names a socket's protocol by an attribute of its descriptor; where it does not, it may be any.
std::set<Protocol> protocols_of(const std::string& descriptor) {
  std::array<char, 32> name{};
  if (::getxattr(descriptor.c_str(), "system.sockprotoname", name.data(), name.size() - 1) < 0) {
    return {Protocol::tcp4, Protocol::tcp6, Protocol::unix_stream};
  }
  const std::string_view protocol(name.data());
  if (protocol == "TCP") return {Protocol::tcp4};
  if (protocol == "TCPv6") return {Protocol::tcp6};
  if (protocol.starts_with("UNIX")) return {Protocol::unix_stream};
  return {Protocol::other};
}

/// Lines of /proc/net/tcp and tcp6: "sl local remote st tx:rx tr:when retrnsmt uid timeout inode …".
bool read_tcp_file(const char* path, std::vector<SocketQueue>& sockets) {
  const auto text = read_proc_file(path);
  if (!text) return false;
  std::istringstream lines(*text);
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    unsigned state = 0, send = 0, receive = 0, timer = 0;
    unsigned long long inode = 0;
    if (std::sscanf(line.c_str(), "%*s %*s %*s %x %x:%x %x:%*s %*s %*s %*s %llu", &state, &send, &receive, &timer,
                    &inode) != 5) {
      continue;
    }
    SocketQueue queue;
    queue.inode = inode;
    queue.state = static_cast<int>(state);
    queue.receive_queue_bytes = receive;
    queue.send_queue_bytes = send;
    queue.probe_timer = timer == 4;
    queue.retransmit_timer = timer == 1;
    sockets.push_back(queue);
  }
  return true;
}

/// Lines of /proc/net/unix: "num refcount protocol flags type st inode path".
bool read_unix_file(std::vector<SocketQueue>& sockets) {
  const auto text = read_proc_file("/proc/net/unix");
  if (!text) return false;
  std::istringstream lines(*text);
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    unsigned flags = 0, type = 0;
    unsigned long long inode = 0;
    if (std::sscanf(line.c_str(), "%*s %*s %*s %x %x %*s %llu", &flags, &type, &inode) != 3) continue;
    if (type != SOCK_STREAM) continue;
    SocketQueue queue;
    queue.family = SocketQueue::Family::unix_stream;
    queue.inode = inode;
    constexpr unsigned accepts_connections = 0x10000;  // __SO_ACCEPTCON
    queue.state = (flags & accepts_connections) != 0 ? 10 : 1;
    sockets.push_back(queue);
  }
  return true;
}

using Sockets = std::map<std::uint64_t, std::set<Protocol>>;

}  // namespace

struct SocketQueues::Memory {
  SocketDiag diag;
  bool netlink_works = true;
  std::map<std::uint64_t, std::set<Protocol>> protocols;  ///< of the sockets that the last read saw
  std::map<std::uint64_t, TcpIdentity> identities;        ///< of TCP sockets

  Sockets sockets_of(std::span<const OpenDescriptors> processes);
  bool find_known(std::vector<TcpSocket>& sockets);
  bool finish_tcp(std::vector<TcpSocket>& sockets, std::vector<SocketQueue>& found);
  bool read_tcp(const Sockets& wanted, std::vector<SocketQueue>& found);
  bool read_by_netlink(const Sockets& wanted, std::vector<SocketQueue>& found);
};

SocketQueues::SocketQueues() : memory_(std::make_unique<Memory>()) {}
SocketQueues::~SocketQueues() = default;
SocketQueues::SocketQueues(SocketQueues&&) noexcept = default;
SocketQueues& SocketQueues::operator=(SocketQueues&&) noexcept = default;

void SocketQueues::use_proc_files() { memory_->netlink_works = false; }

Sockets SocketQueues::Memory::sockets_of(std::span<const OpenDescriptors> processes) {
  Sockets wanted;
  for (const OpenDescriptors& open : processes) {
    const std::string folder = "/proc/" + std::to_string(open.process) + "/fd/";
    for (const auto& [inode, number] : open.sockets) {
      const auto known = protocols.find(inode);
      wanted.emplace(inode, known != protocols.end() ? known->second : protocols_of(folder + std::to_string(number)));
    }
  }
  protocols = wanted;
  std::erase_if(identities, [&wanted](const auto& entry) { return !wanted.contains(entry.first); });
  return wanted;
}

/// Those that were seen before, by their identity.
bool SocketQueues::Memory::find_known(std::vector<TcpSocket>& sockets) {
  std::vector<TcpIdentity> asked;
  for (const auto& [inode, identity] : identities) asked.push_back(identity);
  if (!diag.find_tcp(asked, sockets)) return false;
  std::erase_if(sockets, [this](const TcpSocket& socket) { return !protocols.contains(socket.queue.inode); });
  return true;
}

bool SocketQueues::Memory::finish_tcp(std::vector<TcpSocket>& sockets, std::vector<SocketQueue>& found) {
  for (TcpSocket& socket : sockets) {
    const auto peer = std::find_if(sockets.begin(), sockets.end(), [&socket](const TcpSocket& other) {
      return socket.identity.is_peer_of(other.identity);
    });
    if (peer != sockets.end()) socket.queue.peer_inode = peer->queue.inode;
  }
  if (!look_at_far_ends(diag, sockets)) return false;
  for (const TcpSocket& socket : sockets) found.push_back(socket.queue);
  return true;
}

bool SocketQueues::Memory::read_tcp(const Sockets& wanted, std::vector<SocketQueue>& found) {
  std::vector<TcpSocket> sockets;
  if (!find_known(sockets)) return false;
  std::set<std::uint64_t> seen;
  for (const TcpSocket& socket : sockets) seen.insert(socket.queue.inode);
  std::erase_if(identities, [&seen](const auto& entry) { return !seen.contains(entry.first); });
  // Only what was not found by its identity makes a walk through all sockets of its family necessary.
  for (const auto& [protocol, family] : {std::pair{Protocol::tcp4, AF_INET}, std::pair{Protocol::tcp6, AF_INET6}}) {
    const bool unseen = std::any_of(wanted.begin(), wanted.end(), [&seen, protocol = protocol](const auto& entry) {
      return entry.second.contains(protocol) && !seen.contains(entry.first);
    });
    if (!unseen) continue;
    std::vector<TcpSocket> all;
    if (!diag.list_tcp(family, all)) return false;
    for (const TcpSocket& socket : all) {
      if (!wanted.contains(socket.queue.inode) || !seen.insert(socket.queue.inode).second) continue;
      identities[socket.queue.inode] = socket.identity;
      sockets.push_back(socket);
    }
  }
  return finish_tcp(sockets, found);
}

bool SocketQueues::Memory::read_by_netlink(const Sockets& wanted, std::vector<SocketQueue>& found) {
  const bool has_unix = std::any_of(wanted.begin(), wanted.end(),
                                    [](const auto& entry) { return entry.second.contains(Protocol::unix_stream); });
  return (!has_unix || diag.list_unix(found)) && read_tcp(wanted, found);
}

Result<std::vector<SocketQueue>> SocketQueues::read(std::span<const OpenDescriptors> processes) {
  const Sockets wanted = memory_->sockets_of(processes);
  std::vector<SocketQueue> found;
  if (memory_->netlink_works && !memory_->read_by_netlink(wanted, found)) {
    memory_->netlink_works = false;
    found.clear();
  }
  if (!memory_->netlink_works) {
    const bool tcp = read_tcp_file("/proc/net/tcp", found);
    read_tcp_file("/proc/net/tcp6", found);  // absent where IPv6 is switched off
    if (!tcp || !read_unix_file(found)) {
      return failure("no-queues", "neither sock_diag nor /proc/net can be read: socket queues cannot be seen here");
    }
  }
  std::erase_if(found, [&wanted, this](const SocketQueue& queue) {
    const bool is_far_end = queue.inode == 0 && queue.family == SocketQueue::Family::tcp && memory_->netlink_works;
    return !wanted.contains(queue.inode) && !is_far_end;
  });
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.inode < b.inode; });
  return found;
}

std::vector<SocketQueue> SocketQueues::read_again() {
  std::vector<SocketQueue> found;
  std::vector<TcpSocket> sockets;
  if (!memory_->netlink_works || memory_->identities.empty()) return found;
  if (!memory_->find_known(sockets) || !memory_->finish_tcp(sockets, found)) found.clear();
  return found;
}

}  // namespace zassay
