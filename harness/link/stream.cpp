#include "link/stream.hpp"

#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace zassay::link {
namespace {

short poll_now(int descriptor, short events) {
  pollfd asked{descriptor, events, 0};
  return ::poll(&asked, 1, 0) > 0 ? asked.revents : short{0};
}

Stream::Step broken(int error) { return {Stream::Outcome::broken, 0, error}; }

void copy_address(const sockaddr_storage& address, __be16& port, __be32* octets) {
  if (address.ss_family == AF_INET6) {
    sockaddr_in6 plain{};
    std::memcpy(&plain, &address, sizeof plain);
    port = plain.sin6_port;
    std::memcpy(octets, &plain.sin6_addr, sizeof plain.sin6_addr);
  } else {
    sockaddr_in plain{};
    std::memcpy(&plain, &address, sizeof plain);
    port = plain.sin_port;
    std::memcpy(octets, &plain.sin_addr, sizeof plain.sin_addr);
  }
}

}  // namespace

Stream::Stream(Core& core, Descriptor socket) : core_(core), socket_(core.context()) {
  int domain = 0;
  socklen_t size = sizeof domain;
  ::getsockopt(socket.get(), SOL_SOCKET, SO_DOMAIN, &domain, &size);
  is_unix_ = domain == AF_UNIX;
  const int on = 1;
  if (!is_unix_) ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  asio::error_code error;
  socket_.assign(socket.get(), error);
  if (!error) socket.release();
}

Stream::Step Stream::read(std::span<char> into) {
  const ssize_t count = ::recv(number(), into.data(), into.size(), MSG_DONTWAIT);
  if (count > 0) return {Outcome::some, static_cast<std::size_t>(count), 0};
  if (count == 0) return {Outcome::ended, 0, 0};
  return errno == EAGAIN || errno == EINTR ? Step{} : broken(errno);
}

Stream::Step Stream::write(std::span<const char> octets) {
  const ssize_t count = ::send(number(), octets.data(), octets.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  if (count >= 0) return {Outcome::some, static_cast<std::size_t>(count), 0};
  return errno == EAGAIN || errno == EINTR ? Step{} : broken(errno);
}

void Stream::half_close() {
  if (is_open()) ::shutdown(number(), SHUT_WR);
}

/// What lies unread makes the kernel answer with RST, as it would when the descriptor is closed.
void Stream::close() {
  if (!is_open()) return;
  if (!is_unix_ && unread_octets() > 0) return reset();
  ::shutdown(number(), SHUT_RDWR);
  release();
}

void Stream::reset() {
  if (!is_open()) return;
  const sockaddr nobody{AF_UNSPEC, {}};
  is_unix_ ? ::shutdown(number(), SHUT_RDWR) : ::connect(number(), &nobody, sizeof nobody);
  release();
}

/// A process that is being started holds copies of all descriptors until its program begins, and a connection ends for
/// its other side when the last copy is closed: it has been ended before.
void Stream::release() {
  asio::error_code ignored;
  socket_.close(ignored);
}

std::uint64_t Stream::unread_octets() {
  int octets = 0;
  return ::ioctl(number(), FIONREAD, &octets) == 0 && octets > 0 ? static_cast<std::uint64_t>(octets) : 0;
}

std::uint64_t Stream::readable_octets() {
  if (!is_open()) return 0;
  const std::uint64_t octets = unread_octets();
  return octets > 0 || poll_now(number(), POLLIN) == 0 ? octets : 1;
}

bool Stream::is_writable() { return is_open() && poll_now(number(), POLLOUT) != 0; }

bool Stream::has_hung_up() { return poll_now(number(), POLLRDHUP) != 0; }

int Stream::unacknowledged_octets() {
  int octets = 0;
  return is_open() && ::ioctl(number(), SIOCOUTQ, &octets) == 0 ? octets : 0;
}

Stream::Read Stream::is_read_by_other_side() {
  if (unacknowledged_octets() > 0) return Read::no;
  if (is_unix_) return Read::yes;
  std::vector<TcpSocket> found;
  const std::array<TcpIdentity, 1> sought{other_end()};
  if (!core_.diag().find_tcp(sought, found) || found.empty()) return Read::acknowledged;
  const SocketQueue& queue = found.front().queue;
  // Without such a connection the kernel names the listener of that port.
  if (queue.is_listener()) return Read::acknowledged;
  return queue.receive_queue_bytes == 0 && queue.state != TCP_SYN_RECV ? Read::yes : Read::no;
}

TcpIdentity Stream::other_end() {
  TcpIdentity identity;
  sockaddr_storage here{};
  sockaddr_storage there{};
  socklen_t size = sizeof here;
  ::getsockname(number(), reinterpret_cast<sockaddr*>(&here), &size);
  size = sizeof there;
  ::getpeername(number(), reinterpret_cast<sockaddr*>(&there), &size);
  identity.family = static_cast<std::uint8_t>(here.ss_family);
  copy_address(there, identity.id.idiag_sport, identity.id.idiag_src);
  copy_address(here, identity.id.idiag_dport, identity.id.idiag_dst);
  identity.id.idiag_cookie[0] = identity.id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
  return identity;
}

std::string note_of(int error) { return std::string(std::strerror(error)) + "."; }

}  // namespace zassay::link
