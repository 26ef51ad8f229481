#pragma once

#include <optional>

#include "mutants/shim/calls.hpp"
#include "mutants/shim/message.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {

/// A mutant of sockets that have nothing to receive: once, such a socket is given a frame that is not for it. Receives
/// and polls agree about it.
class Strays : public Calls {
 public:
  int receive(zmq_msg_t* message, void* socket, int flags) override;
  int poll(zmq_pollitem_t* items, int count, long timeout_ms) override;
  void forget_socket(void* socket) override { had_.forget(socket); }

 protected:
  /// What the socket would be given now; nothing if it is spared.
  virtual std::optional<Frame> stray_for(void* socket) = 0;

 private:
  PerSocket<bool> had_;
};

}  // namespace zassay::mutants
