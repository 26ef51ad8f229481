#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/strays.hpp"

namespace zassay::mutants {
namespace {

class Phantom : public Strays {
  std::optional<Frame> stray_for(void* /*socket*/) override { return Frame("phantom"); }
};

}  // namespace

std::unique_ptr<Calls> phantom() { return std::make_unique<Phantom>(); }

}  // namespace zassay::mutants
