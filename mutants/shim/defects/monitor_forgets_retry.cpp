#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// No monitor is told that a connect is tried again.
class MonitorForgetsRetry : public Calls {
  int monitor(void* socket, const char* endpoint, int events) override {
    return Calls::monitor(socket, endpoint, events & ~ZMQ_EVENT_CONNECT_RETRIED);
  }
};

}  // namespace

std::unique_ptr<Calls> monitor_forgets_retry() { return std::make_unique<MonitorForgetsRetry>(); }

}  // namespace zassay::mutants
