#include <unistd.h>

#include "mutants/shim/calls.hpp"
#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// The option FD gives a descriptor that nobody writes to.
class DescriptorSilent : public Calls {
  int get_option(void* socket, int option, void* value, std::size_t* size) override {
    const int status = Calls::get_option(socket, option, value, size);
    static const int never_ready = [] {
      int ends[2] = {-1, -1};
      return ::pipe(ends) == 0 ? ends[0] : -1;
    }();
    if (status == 0 && option == ZMQ_FD) *static_cast<int*>(value) = never_ready;
    return status;
  }
};

}  // namespace

std::unique_ptr<Calls> descriptor_silent() { return std::make_unique<DescriptorSilent>(); }

}  // namespace zassay::mutants
