#include <cerrno>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/helpers.hpp"

namespace zassay::mutants {
namespace {

/// A socket takes a call in the direction that it does not have: what is sent vanishes, and nothing is received.
class WrongDirectionTaken : public Calls {
  int send(zmq_msg_t* message, void* socket, int flags) override {
    const int status = Calls::send(message, socket, flags);
    return status < 0 && errno == ENOTSUP ? swallowed(message) : status;
  }
  int receive(zmq_msg_t* message, void* socket, int flags) override {
    const int status = Calls::receive(message, socket, flags);
    if (status < 0 && errno == ENOTSUP) errno = EAGAIN;
    return status;
  }
};

}  // namespace

std::unique_ptr<Calls> wrong_direction_taken() { return std::make_unique<WrongDirectionTaken>(); }

}  // namespace zassay::mutants
