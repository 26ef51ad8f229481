#include "mutants/shim/helpers.hpp"

#include <poll.h>

#include <cerrno>

#include "mutants/shim/real.hpp"

namespace zassay::mutants {

int swallowed(zmq_msg_t* message) {
  const auto size = static_cast<int>(real().zmq_msg_size(message));
  real().zmq_msg_close(message);
  real().zmq_msg_init(message);
  return size;
}

int sleep_for_ever() {
  while (::poll(nullptr, 0, -1) == 0) {
  }
  return -1;  // a signal: errno is EINTR
}

}  // namespace zassay::mutants
