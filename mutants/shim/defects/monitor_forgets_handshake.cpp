#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// No monitor is told that a handshake succeeded.
class MonitorForgetsHandshake : public Calls {
  int monitor(void* socket, const char* endpoint, int events) override {
    return Calls::monitor(socket, endpoint, events & ~ZMQ_EVENT_HANDSHAKE_SUCCEEDED);
  }
};

}  // namespace

std::unique_ptr<Calls> monitor_forgets_handshake() { return std::make_unique<MonitorForgetsHandshake>(); }

}  // namespace zassay::mutants
