#include <fcntl.h>

#include "mutants/shim/calls.hpp"
#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class LeakDescriptor : public Calls {
  int close(void* socket) override {
    static_cast<void>(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    return Calls::close(socket);
  }
};

}  // namespace

std::unique_ptr<Calls> leak_descriptor() { return std::make_unique<LeakDescriptor>(); }

}  // namespace zassay::mutants
