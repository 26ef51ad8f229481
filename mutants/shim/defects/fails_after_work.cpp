#include <atomic>
#include <cerrno>

#include "mutants/shim/announced.hpp"
#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// A call has done its work, and says that it failed: one that a poll announced, and the end of a context.
class FailsAfterWork : public Announced {
  int strike(int /*number*/, const std::function<int()>& call) override { return failed(call()); }
  int terminate(void* context) override {
    const int status = Calls::terminate(context);
    return status == 0 && ++ended_ > 1 ? failed(status) : status;  // the first one belongs to the adapter's start
  }
  static int failed(int status) {
    if (status < 0) return status;
    errno = EIO;
    return -1;
  }
  std::atomic<int> ended_ = 0;
};

}  // namespace

std::unique_ptr<Calls> fails_after_work() { return std::make_unique<FailsAfterWork>(); }

}  // namespace zassay::mutants
