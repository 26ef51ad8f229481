#include <atomic>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/helpers.hpp"

namespace zassay::mutants {
namespace {

class TermHangs : public Calls {
  int terminate(void* context) override {
    const int status = Calls::terminate(context);
    return status == 0 && ++ended_ > 1 ? sleep_for_ever() : status;  // the first one belongs to the adapter's start
  }
  std::atomic<int> ended_ = 0;
};

}  // namespace

std::unique_ptr<Calls> term_hangs() { return std::make_unique<TermHangs>(); }

}  // namespace zassay::mutants
