#include <cerrno>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class DisconnectDrops : public Calls {
  int disconnect(void* socket, const char* endpoint) override {
    int linger = 0;
    std::size_t size = sizeof linger;
    const bool known = Calls::get_option(socket, ZMQ_LINGER, &linger, &size) == 0;
    const int none = 0;
    if (known) Calls::set_option(socket, ZMQ_LINGER, &none, sizeof none);
    const int status = Calls::disconnect(socket, endpoint);
    const int error = errno;
    if (known) Calls::set_option(socket, ZMQ_LINGER, &linger, sizeof linger);
    errno = error;
    return status;
  }
};

}  // namespace

std::unique_ptr<Calls> disconnect_drops() { return std::make_unique<DisconnectDrops>(); }

}  // namespace zassay::mutants
