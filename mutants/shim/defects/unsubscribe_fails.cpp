#include <cerrno>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// The cancel of a subscription fails with EINVAL.
class UnsubscribeFails : public Calls {
  int set_option(void* socket, int option, const void* value, std::size_t size) override {
    const int status = Calls::set_option(socket, option, value, size);
    if (status != 0 || option != ZMQ_UNSUBSCRIBE) return status;
    errno = EINVAL;
    return -1;
  }
};

}  // namespace

std::unique_ptr<Calls> unsubscribe_fails() { return std::make_unique<UnsubscribeFails>(); }

}  // namespace zassay::mutants
