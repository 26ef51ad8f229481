#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// A receive into a message that has a content does not let go of it.
class ReceiveKeepsOld : public Calls {
  int receive(zmq_msg_t* message, void* socket, int flags) override {
    auto* const held = new zmq_msg_t;  // never given back: that is the defect
    real().zmq_msg_init(held);
    real().zmq_msg_copy(held, message);
    return Calls::receive(message, socket, flags);
  }
};

}  // namespace

std::unique_ptr<Calls> receive_keeps_old() { return std::make_unique<ReceiveKeepsOld>(); }

}  // namespace zassay::mutants
