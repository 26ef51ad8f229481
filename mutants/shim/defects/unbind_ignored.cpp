#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class UnbindIgnored : public Calls {
  int unbind(void*, const char*) override { return 0; }
};

}  // namespace

std::unique_ptr<Calls> unbind_ignored() { return std::make_unique<UnbindIgnored>(); }

}  // namespace zassay::mutants
