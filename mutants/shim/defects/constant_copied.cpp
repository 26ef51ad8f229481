#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// What is sent from a constant buffer is copied, as that of any other.
class ConstantCopied : public Calls {
  int message_of_buffer(zmq_msg_t* message, const void* data, std::size_t size, bool /*constant*/) override {
    return Calls::message_of_buffer(message, data, size, false);
  }
};

}  // namespace

std::unique_ptr<Calls> constant_copied() { return std::make_unique<ConstantCopied>(); }

}  // namespace zassay::mutants
