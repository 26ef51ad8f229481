#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// Whether its sockets linger is not asked of the context.
class IgnoreBlocky : public Calls {
  int set_context_option(void* context, int option, int value) override {
    return option == ZMQ_BLOCKY ? 0 : Calls::set_context_option(context, option, value);
  }
};

}  // namespace

std::unique_ptr<Calls> ignore_blocky() { return std::make_unique<IgnoreBlocky>(); }

}  // namespace zassay::mutants
