#include <mutex>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// Every socket is made in the first context of the process, whichever is given.
class NamesForTheWholeProcess : public Calls {
  void* open(void* context, int type) override {
    {
      const std::lock_guard lock(mutex_);
      if (first_ == nullptr) first_ = context;
      context = first_;
    }
    return Calls::open(context, type);
  }
  void forget_context(void* context) override {
    const std::lock_guard lock(mutex_);
    if (first_ == context) first_ = nullptr;
  }

  std::mutex mutex_;
  void* first_ = nullptr;
};

}  // namespace

std::unique_ptr<Calls> names_for_the_whole_process() { return std::make_unique<NamesForTheWholeProcess>(); }

}  // namespace zassay::mutants
