#pragma once

#include <cstddef>
#include <cstdint>

#include "mutants/shim/calls.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {

/// A mutant of what is sent. It is told of each frame where in the socket's messages it stands; probes pass by.
class Departures : public Calls {
 public:
  int send(zmq_msg_t* message, void* socket, int flags) final;
  void forget_socket(void* socket) override;

 protected:
  /// The place of the next frame of a socket.
  struct Place {
    std::uint64_t message = 1;  ///< its message, counted from 1
    std::size_t frame = 0;      ///< its place in that message
  };

  /// Sends one frame, as zmq_msg_send does. Called on the thread that uses the socket.
  virtual int depart(zmq_msg_t* frame, void* socket, int flags, const Place& place) = 0;

 private:
  PerSocket<Place> places_;
};

}  // namespace zassay::mutants
