#include <cerrno>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class SourceDescriptorUntold : public Calls {
  int message_get(const zmq_msg_t* message, int property) override {
    if (property != ZMQ_SRCFD) return Calls::message_get(message, property);
    errno = EINVAL;
    return -1;
  }
};

}  // namespace

std::unique_ptr<Calls> source_descriptor_untold() { return std::make_unique<SourceDescriptorUntold>(); }

}  // namespace zassay::mutants
