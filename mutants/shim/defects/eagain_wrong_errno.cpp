#include <cerrno>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// A call that gives up because it would have to wait fails with EBUSY.
class EagainWrongErrno : public Calls {
  int send(zmq_msg_t* message, void* socket, int flags) override { return struck(Calls::send(message, socket, flags)); }
  int receive(zmq_msg_t* message, void* socket, int flags) override {
    return struck(Calls::receive(message, socket, flags));
  }
  static int struck(int status) {
    if (status < 0 && errno == EAGAIN) errno = EBUSY;
    return status;
  }
};

}  // namespace

std::unique_ptr<Calls> eagain_wrong_errno() { return std::make_unique<EagainWrongErrno>(); }

}  // namespace zassay::mutants
