#pragma once

#include <functional>

#include "mutants/shim/calls.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {

/// A mutant of calls that a poll has announced: sends and receives with DONTWAIT on a socket whose last poll reported
/// that very event.
class Announced : public Calls {
 public:
  int send(zmq_msg_t* message, void* socket, int flags) final;
  int receive(zmq_msg_t* message, void* socket, int flags) final;
  int poll(zmq_pollitem_t* items, int count, long timeout_ms) final;
  void forget_socket(void* socket) final { announced_.forget(socket); }

 protected:
  /// Makes the call, or not, and says what it returns. `number` counts such calls of a socket in one direction,
  /// from 1; a call that no poll announced makes it begin again.
  virtual int strike(int number, const std::function<int()>& call) = 0;

 private:
  struct Counts {
    short events = 0;  ///< that the last poll reported and no call has used yet
    int sends = 0;
    int receives = 0;
  };
  PerSocket<Counts> announced_;
};

}  // namespace zassay::mutants
