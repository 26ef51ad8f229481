#include <cerrno>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class DisconnectDelivers : public Calls {
  int disconnect(void* socket, const char* endpoint) override {
    int linger = -1;
    std::size_t size = sizeof linger;
    const bool strikes = Calls::get_option(socket, ZMQ_LINGER, &linger, &size) == 0 && linger == 0;
    const int longer = 10000;
    if (strikes) Calls::set_option(socket, ZMQ_LINGER, &longer, sizeof longer);
    const int status = Calls::disconnect(socket, endpoint);
    const int error = errno;
    if (strikes) Calls::set_option(socket, ZMQ_LINGER, &linger, sizeof linger);
    errno = error;
    return status;
  }
};

}  // namespace

std::unique_ptr<Calls> disconnect_delivers() { return std::make_unique<DisconnectDelivers>(); }

}  // namespace zassay::mutants
