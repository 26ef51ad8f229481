#include <map>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

/// What was read of a context once is read again: the value is kept, and nobody tells the keeper of a change.
class StaleContextValue : public Calls {
  int get_context_option(void* context, int option) override {
    std::map<int, int>& kept = kept_.of(context);
    if (const auto found = kept.find(option); found != kept.end()) return found->second;
    const int value = Calls::get_context_option(context, option);
    if (value >= 0) kept[option] = value;
    return value;
  }
  void forget_context(void* context) override { kept_.forget(context); }
  PerSocket<std::map<int, int>> kept_;
};

}  // namespace

std::unique_ptr<Calls> stale_context_value() { return std::make_unique<StaleContextValue>(); }

}  // namespace zassay::mutants
