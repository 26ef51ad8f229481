#include <cerrno>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// A call has done its work, and says that it failed: sends and receives that do not wait, and the end of a context.
class FailsAfterWork : public Calls {
  int send(zmq_msg_t* message, void* socket, int flags) override {
    return struck(Calls::send(message, socket, flags), flags);
  }
  int receive(zmq_msg_t* message, void* socket, int flags) override {
    return struck(Calls::receive(message, socket, flags), flags);
  }
  int terminate(void* context) override { return struck(Calls::terminate(context), ZMQ_DONTWAIT); }
  static int struck(int status, int flags) {
    if (status < 0 || (flags & ZMQ_DONTWAIT) == 0) return status;
    errno = EIO;
    return -1;
  }
};

}  // namespace

std::unique_ptr<Calls> fails_after_work() { return std::make_unique<FailsAfterWork>(); }

}  // namespace zassay::mutants
