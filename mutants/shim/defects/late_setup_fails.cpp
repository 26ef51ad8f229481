#include <cerrno>

#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/per_socket.hpp"

namespace zassay::mutants {
namespace {

/// A socket's second bind fails, and an option that is set when it is bound or connected already.
class LateSetupFails : public Calls {
  int bind(void* socket, const char* endpoint) override {
    if (placed_.of(socket)) return refused(EADDRINUSE);
    placed_.of(socket) = true;
    return Calls::bind(socket, endpoint);
  }
  int connect(void* socket, const char* endpoint) override {
    placed_.of(socket) = true;
    return Calls::connect(socket, endpoint);
  }
  int set_option(void* socket, int option, const void* value, std::size_t size) override {
    return placed_.of(socket) ? refused(EINVAL) : Calls::set_option(socket, option, value, size);
  }
  static int refused(int problem) {
    errno = problem;
    return -1;
  }
  void forget_socket(void* socket) override { placed_.forget(socket); }
  PerSocket<bool> placed_;
};

}  // namespace

std::unique_ptr<Calls> late_setup_fails() { return std::make_unique<LateSetupFails>(); }

}  // namespace zassay::mutants
