#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/message.hpp"

namespace zassay::mutants {
namespace {

/// A send or receive of more than nothing returns one octet less than the frame has.
class WrongReturnSize : public Calls {
  int send(zmq_msg_t* message, void* socket, int flags) override { return less(Calls::send(message, socket, flags)); }
  int receive(zmq_msg_t* message, void* socket, int flags) override {
    return less(Calls::receive(message, socket, flags));
  }
  static int less(int status) { return status > 0 ? status - 1 : status; }
};

}  // namespace

std::unique_ptr<Calls> wrong_return_size() { return std::make_unique<WrongReturnSize>(); }

}  // namespace zassay::mutants
