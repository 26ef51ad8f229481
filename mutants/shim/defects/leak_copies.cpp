#include "mutants/shim/calls.hpp"
#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// Each copy holds one reference to the content more than it gives back.
class LeakCopies : public Calls {
  int message_copy(zmq_msg_t* destination, zmq_msg_t* source) override {
    const int status = Calls::message_copy(destination, source);
    if (status != 0) return status;
    auto* const held = new zmq_msg_t;  // never given back: that is the defect
    real().zmq_msg_init(held);
    return real().zmq_msg_copy(held, source);
  }
};

}  // namespace

std::unique_ptr<Calls> leak_copies() { return std::make_unique<LeakCopies>(); }

}  // namespace zassay::mutants
