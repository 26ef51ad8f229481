#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class DisconnectIgnored : public Calls {
  int disconnect(void*, const char*) override { return 0; }
};

}  // namespace

std::unique_ptr<Calls> disconnect_ignored() { return std::make_unique<DisconnectIgnored>(); }

}  // namespace zassay::mutants
