#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class MonitorForgetsBindFailure : public Calls {
  int monitor(void* socket, const char* endpoint, int events) override {
    return Calls::monitor(socket, endpoint, events & ~ZMQ_EVENT_BIND_FAILED);
  }
};

}  // namespace

std::unique_ptr<Calls> monitor_forgets_bind_failure() { return std::make_unique<MonitorForgetsBindFailure>(); }

}  // namespace zassay::mutants
