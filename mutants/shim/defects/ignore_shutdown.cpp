#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class IgnoreShutdown : public Calls {
  int shut_down(void*) override { return 0; }
};

}  // namespace

std::unique_ptr<Calls> ignore_shutdown() { return std::make_unique<IgnoreShutdown>(); }

}  // namespace zassay::mutants
