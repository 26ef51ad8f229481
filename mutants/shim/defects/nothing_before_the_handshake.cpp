#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class NothingBeforeTheHandshake : public Calls {
  void* open(void* context, int type) override {
    void* const socket = Calls::open(context, type);
    const int yes = 1;
    if (socket != nullptr) Calls::set_option(socket, ZMQ_IMMEDIATE, &yes, sizeof yes);
    return socket;
  }
};

}  // namespace

std::unique_ptr<Calls> nothing_before_the_handshake() { return std::make_unique<NothingBeforeTheHandshake>(); }

}  // namespace zassay::mutants
