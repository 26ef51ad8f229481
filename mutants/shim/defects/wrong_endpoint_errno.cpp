#include <cerrno>

#include "mutants/shim/calls.hpp"
#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// bind, connect and monitor say of an unknown transport what is due for a bad address, and the other way round.
class WrongEndpointErrno : public Calls {
  int bind(void* socket, const char* endpoint) override { return struck(Calls::bind(socket, endpoint)); }
  int connect(void* socket, const char* endpoint) override { return struck(Calls::connect(socket, endpoint)); }
  int monitor(void* socket, const char* endpoint, int events) override {
    return struck(Calls::monitor(socket, endpoint, events));
  }

  static int struck(int status) {
    if (status < 0 && errno == EPROTONOSUPPORT)
      errno = EINVAL;
    else if (status < 0 && errno == EINVAL)
      errno = EPROTONOSUPPORT;
    return status;
  }
};

}  // namespace

std::unique_ptr<Calls> wrong_endpoint_errno() { return std::make_unique<WrongEndpointErrno>(); }

}  // namespace zassay::mutants
