#include "mutants/shim/departures.hpp"

#include "mutants/shim/message.hpp"

namespace zassay::mutants {

int Departures::send(zmq_msg_t* message, void* socket, int flags) {
  Place& place = places_.of(socket);
  if (place.frame == 0 && is_probe(bytes_of(message))) return Calls::send(message, socket, flags);
  const int status = depart(message, socket, flags, place);
  if (status < 0) return status;
  const bool more = (flags & ZMQ_SNDMORE) != 0;
  place = more ? Place{place.message, place.frame + 1} : Place{place.message + 1, 0};
  return status;
}

void Departures::forget_socket(void* socket) { places_.forget(socket); }

}  // namespace zassay::mutants
