#pragma once

#include <sys/socket.h>

#include <string>

#include "adapter/descriptor.hpp"
#include "base/result.hpp"

namespace zassay::link {

/// A socket address, and how endpoints spell it.
struct Address {
  sockaddr_storage storage{};
  socklen_t size = 0;

  int family() const { return storage.ss_family; }
  bool is_unix() const { return family() == AF_UNIX; }
  const sockaddr* plain() const { return reinterpret_cast<const sockaddr*>(&storage); }
  sockaddr* plain() { return reinterpret_cast<sockaddr*>(&storage); }
  std::string path() const;  ///< of a unix socket with a file; else empty
  std::string endpoint() const;
};

enum class Purpose { listen, connect };

/// Reads an endpoint; a name is looked up, which may take a while. The port "*" and the host "*" are only to listen at.
/// Errors: "bad-endpoint", "not-found".
Result<Address> read_endpoint(const std::string& endpoint, Purpose purpose);

struct BufferSizes {
  int receive_octets = 0;  ///< SO_RCVBUF; 0: as the kernel likes
  int send_octets = 0;
};

void set_buffers(int socket, const BufferSizes& buffers);

/// A socket that never blocks and never delays small segments. Empty if the system has none left.
Descriptor open_socket(int family, const BufferSizes& buffers);

struct Bound {
  Descriptor descriptor;
  Address address;  ///< with the real port
};

/// Binds and listens. The file of a unix socket on which nobody listens is replaced; `takes_over` says that its last
/// listener was ours. Errors: "address-in-use", "not-bound".
Result<Bound> listen_at(const Address& address, const BufferSizes& buffers, bool takes_over = false);

}  // namespace zassay::link
