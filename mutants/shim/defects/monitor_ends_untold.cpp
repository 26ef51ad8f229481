#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class MonitorEndsUntold : public Calls {
  int monitor(void* socket, const char* endpoint, int events) override {
    return Calls::monitor(socket, endpoint, events & ~ZMQ_EVENT_MONITOR_STOPPED);
  }
};

}  // namespace

std::unique_ptr<Calls> monitor_ends_untold() { return std::make_unique<MonitorEndsUntold>(); }

}  // namespace zassay::mutants
