#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class MonitorMaskIgnored : public Calls {
  int monitor(void* socket, const char* endpoint, int events) override {
    return Calls::monitor(socket, endpoint, events != 0 ? ZMQ_EVENT_ALL : 0);
  }
};

}  // namespace

std::unique_ptr<Calls> monitor_mask_ignored() { return std::make_unique<MonitorMaskIgnored>(); }

}  // namespace zassay::mutants
