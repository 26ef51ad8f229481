#include <cerrno>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/helpers.hpp"

namespace zassay::mutants {
namespace {

/// As if the other direction were there, and idle.
class WrongWayLetThrough : public Calls {
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

std::unique_ptr<Calls> wrong_way_let_through() { return std::make_unique<WrongWayLetThrough>(); }

}  // namespace zassay::mutants
