#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class SharedUntold : public Calls {
  int message_get(const zmq_msg_t* message, int property) override {
    return property == ZMQ_SHARED ? 0 : Calls::message_get(message, property);
  }
};

}  // namespace

std::unique_ptr<Calls> shared_untold() { return std::make_unique<SharedUntold>(); }

}  // namespace zassay::mutants
