#include "mutants/shim/strays.hpp"

#include <cerrno>

namespace zassay::mutants {

int Strays::receive(zmq_msg_t* message, void* socket, int flags) {
  const int status = Calls::receive(message, socket, flags | ZMQ_DONTWAIT);
  if (status >= 0 || errno != EAGAIN) return status;
  std::optional<Frame> stray = had_.of(socket) ? std::nullopt : stray_for(socket);
  errno = EAGAIN;
  if (!stray) return (flags & ZMQ_DONTWAIT) != 0 ? status : Calls::receive(message, socket, flags);
  had_.of(socket) = true;
  const auto size = static_cast<int>(stray->bytes().size());
  real().zmq_msg_move(message, stray->get());
  return size;
}

int Strays::poll(zmq_pollitem_t* items, int count, long timeout_ms) {
  if (const int ready = Calls::poll(items, count, 0); ready != 0) return ready;
  int strays = 0;
  for (int i = 0; i < count; ++i) {
    if (items[i].socket == nullptr || (items[i].events & ZMQ_POLLIN) == 0) continue;
    if (had_.of(items[i].socket) || !stray_for(items[i].socket)) continue;
    items[i].revents = ZMQ_POLLIN;
    ++strays;
  }
  return strays > 0 ? strays : Calls::poll(items, count, timeout_ms);
}

}  // namespace zassay::mutants
