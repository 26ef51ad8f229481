#include <utility>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class OtherDefaults : public Calls {
  void* open(void* context, int type) override {
    void* const socket = Calls::open(context, type);
    for (const auto& [option, value] :
         {std::pair{ZMQ_LINGER, 0}, std::pair{ZMQ_HANDSHAKE_IVL, 10000}, std::pair{ZMQ_RECONNECT_IVL, 1000}}) {
      if (socket != nullptr) Calls::set_option(socket, option, &value, sizeof value);
    }
    return socket;
  }
};

}  // namespace

std::unique_ptr<Calls> other_defaults() { return std::make_unique<OtherDefaults>(); }

}  // namespace zassay::mutants
