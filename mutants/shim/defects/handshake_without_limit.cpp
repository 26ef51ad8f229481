#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class HandshakeWithoutLimit : public Calls {
  int set_option(void* socket, int option, const void* value, std::size_t size) override {
    if (option != ZMQ_HANDSHAKE_IVL || size != sizeof(int)) return Calls::set_option(socket, option, value, size);
    const int none = 0;
    return Calls::set_option(socket, option, &none, sizeof none);
  }
};

}  // namespace

std::unique_ptr<Calls> handshake_without_limit() { return std::make_unique<HandshakeWithoutLimit>(); }

}  // namespace zassay::mutants
