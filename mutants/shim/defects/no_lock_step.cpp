#include <cerrno>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/helpers.hpp"

namespace zassay::mutants {
namespace {

class NoLockStep : public Calls {
  int send(zmq_msg_t* message, void* socket, int flags) override {
    const int status = Calls::send(message, socket, flags);
    return status < 0 && errno == EFSM ? swallowed(message) : status;
  }
};

}  // namespace

std::unique_ptr<Calls> no_lock_step() { return std::make_unique<NoLockStep>(); }

}  // namespace zassay::mutants
