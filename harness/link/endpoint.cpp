#include "link/endpoint.hpp"

#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>

namespace zassay::link {
namespace {

constexpr std::string_view tcp = "tcp://";
constexpr std::string_view ipc = "ipc://";
constexpr int backlog = 1024;

tl::unexpected<Error> bad(const std::string& endpoint, const std::string& why) {
  return failure("bad-endpoint", fmt::format("the endpoint \"{}\" {}", endpoint, why));
}

Result<Address> read_path(const std::string& endpoint) {
  const std::string path = endpoint.substr(ipc.size());
  Address address;
  sockaddr_un local{};
  local.sun_family = AF_UNIX;
  const bool is_abstract = path.starts_with('@');
  if (path.size() < 1U + is_abstract) return bad(endpoint, "names no path");
  if (path.size() >= sizeof local.sun_path) {
    return bad(endpoint, fmt::format("has a path above {} octets", sizeof local.sun_path - 1));
  }
  std::memcpy(local.sun_path, path.data(), path.size());
  if (is_abstract) local.sun_path[0] = '\0';
  std::memcpy(&address.storage, &local, sizeof local);
  address.size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size() + (is_abstract ? 0 : 1));
  return address;
}

Result<Address> look_up(const std::string& endpoint, const std::string& host, const std::string& port, int family) {
  addrinfo hints{};
  hints.ai_family = family;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_NUMERICSERV | (host.empty() ? AI_PASSIVE : 0);
  addrinfo* found = nullptr;
  const int fault = ::getaddrinfo(host.empty() ? nullptr : host.c_str(), port.c_str(), &hints, &found);
  if (fault != 0) {
    return failure("not-found", fmt::format("the host of \"{}\" is not known: {}", endpoint, ::gai_strerror(fault)));
  }
  Address address;
  std::memcpy(&address.storage, found->ai_addr, found->ai_addrlen);
  address.size = found->ai_addrlen;
  ::freeaddrinfo(found);
  return address;
}

Result<Address> read_host(const std::string& endpoint, Purpose purpose) {
  const std::string rest = endpoint.substr(tcp.size());
  const std::size_t colon = rest.rfind(':');
  if (colon == std::string::npos || colon == 0) return bad(endpoint, "has no port: tcp://host:port");
  std::string host = rest.substr(0, colon);
  std::string port = rest.substr(colon + 1);
  if (purpose == Purpose::connect && (host == "*" || port == "*")) return bad(endpoint, "says no one place to go to");
  if (port == "*") port = "0";
  const bool is_number = !port.empty() && port.size() <= 5 && port.find_first_not_of("0123456789") == std::string::npos;
  if (!is_number || std::stoi(port) > 65535) return bad(endpoint, "has no port from 0 to 65535");
  if (host == "*") return look_up(endpoint, "", port, AF_INET);
  if (host.starts_with('[') && host.ends_with(']')) {
    return look_up(endpoint, host.substr(1, host.size() - 2), port, AF_INET6);
  }
  // As libzmq does it: a name is one of IPv4 if it can be.
  const Result<Address> found = look_up(endpoint, host, port, AF_INET);
  return found ? found : look_up(endpoint, host, port, AF_INET6);
}

bool somebody_listens(const Address& address) {
  const Descriptor probe = open_socket(AF_UNIX, {});
  return probe && (::connect(probe.get(), address.plain(), address.size) == 0 || errno == EAGAIN);
}

void remove_stale_file(const Address& address, bool takes_over) {
  struct stat status {};
  const std::string path = address.path();
  if (path.empty() || ::lstat(path.c_str(), &status) != 0 || !S_ISSOCK(status.st_mode)) return;
  if (takes_over || !somebody_listens(address)) ::unlink(path.c_str());
}

}  // namespace

std::string Address::path() const {
  constexpr std::size_t start = offsetof(sockaddr_un, sun_path);
  if (!is_unix() || size <= start) return {};
  const char* const path = reinterpret_cast<const char*>(&storage) + start;
  return {path, ::strnlen(path, size - start)};
}

std::string Address::endpoint() const {
  if (is_unix()) {
    constexpr std::size_t start = offsetof(sockaddr_un, sun_path) + 1;
    const std::string file = path();
    if (!file.empty() || size <= start) return fmt::format("ipc://{}", file);
    return fmt::format("ipc://@{}", std::string(reinterpret_cast<const char*>(&storage) + start, size - start));
  }
  std::array<char, NI_MAXHOST> host{};
  std::array<char, NI_MAXSERV> port{};
  ::getnameinfo(plain(), size, host.data(), host.size(), port.data(), port.size(), NI_NUMERICHOST | NI_NUMERICSERV);
  return fmt::format(fmt::runtime(family() == AF_INET6 ? "tcp://[{}]:{}" : "tcp://{}:{}"), host.data(), port.data());
}

Result<Address> read_endpoint(const std::string& endpoint, Purpose purpose) {
  if (endpoint.find('\0') != std::string::npos) return bad(endpoint, "contains a NUL");
  if (endpoint.starts_with(tcp)) return read_host(endpoint, purpose);
  if (endpoint.starts_with(ipc)) return read_path(endpoint);
  return bad(endpoint, "begins neither with tcp:// nor with ipc://");
}

Descriptor open_socket(int family, const BufferSizes& buffers) {
  Descriptor made(::socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!made) return made;
  const int on = 1;
  if (family != AF_UNIX) ::setsockopt(made.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  set_buffers(made.get(), buffers);
  return made;
}

void set_buffers(int socket, const BufferSizes& buffers) {
  const auto limit = [socket](int option, int octets) {
    if (octets > 0) ::setsockopt(socket, SOL_SOCKET, option, &octets, sizeof octets);
  };
  limit(SO_RCVBUF, buffers.receive_octets);
  limit(SO_SNDBUF, buffers.send_octets);
}

Result<Bound> listen_at(const Address& address, const BufferSizes& buffers, bool takes_over) {
  Bound bound{open_socket(address.family(), buffers), address};
  const auto refuse = [&address](int number) {
    return failure(number == EADDRINUSE ? "address-in-use" : "not-bound",
                   fmt::format("cannot listen at {}: {}", address.endpoint(), std::strerror(number)));
  };
  if (!bound.descriptor) return refuse(errno);
  const int on = 1;
  if (address.is_unix()) {
    remove_stale_file(address, takes_over);
  } else {
    ::setsockopt(bound.descriptor.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  }
  if (::bind(bound.descriptor.get(), address.plain(), address.size) != 0) return refuse(errno);
  if (::listen(bound.descriptor.get(), backlog) != 0) return refuse(errno);
  bound.address.size = sizeof bound.address.storage;
  if (::getsockname(bound.descriptor.get(), bound.address.plain(), &bound.address.size) != 0) return refuse(errno);
  return bound;
}

}  // namespace zassay::link
