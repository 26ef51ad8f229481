#include "mutants/shim/announced.hpp"

namespace zassay::mutants {

int Announced::send(zmq_msg_t* message, void* socket, int flags) {
  Counts& counts = announced_.of(socket);
  const bool announced = (counts.events & ZMQ_POLLOUT) != 0;
  counts.events = static_cast<short>(counts.events & ~ZMQ_POLLOUT);
  const auto call = [&] { return Calls::send(message, socket, flags); };
  counts.sends = announced && (flags & ZMQ_DONTWAIT) != 0 ? counts.sends + 1 : 0;
  return counts.sends > 0 ? strike(counts.sends, call) : call();
}

int Announced::receive(zmq_msg_t* message, void* socket, int flags) {
  Counts& counts = announced_.of(socket);
  const bool announced = (counts.events & ZMQ_POLLIN) != 0;
  counts.events = static_cast<short>(counts.events & ~ZMQ_POLLIN);
  const auto call = [&] { return Calls::receive(message, socket, flags); };
  counts.receives = announced && (flags & ZMQ_DONTWAIT) != 0 ? counts.receives + 1 : 0;
  return counts.receives > 0 ? strike(counts.receives, call) : call();
}

int Announced::poll(zmq_pollitem_t* items, int count, long timeout_ms) {
  const int status = Calls::poll(items, count, timeout_ms);
  for (int i = 0; status >= 0 && i < count; ++i) {
    if (items[i].socket != nullptr) announced_.of(items[i].socket).events = items[i].revents;
  }
  return status;
}

}  // namespace zassay::mutants
