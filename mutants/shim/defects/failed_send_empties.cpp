#include <cerrno>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/helpers.hpp"

namespace zassay::mutants {
namespace {

class FailedSendEmpties : public Calls {
  int send(zmq_msg_t* message, void* socket, int flags) override {
    const int status = Calls::send(message, socket, flags);
    const int problem = errno;
    if (status < 0) swallowed(message);
    errno = problem;
    return status;
  }
};

}  // namespace

std::unique_ptr<Calls> failed_send_empties() { return std::make_unique<FailedSendEmpties>(); }

}  // namespace zassay::mutants
