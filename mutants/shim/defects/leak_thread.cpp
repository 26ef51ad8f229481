#include <thread>

#include "mutants/shim/calls.hpp"
#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/helpers.hpp"

namespace zassay::mutants {
namespace {

/// Each end of a context leaves a thread behind.
class LeakThread : public Calls {
  int terminate(void* context) override {
    const int status = Calls::terminate(context);
    if (status == 0) std::thread(sleep_for_ever).detach();
    return status;
  }
};

}  // namespace

std::unique_ptr<Calls> leak_thread() { return std::make_unique<LeakThread>(); }

}  // namespace zassay::mutants
