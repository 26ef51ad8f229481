#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class WrongDefault : public Calls {
  void* open(void* context, int type) override {
    void* const socket = Calls::open(context, type);
    const int mark = 100;
    for (const int option : {ZMQ_SNDHWM, ZMQ_RCVHWM}) {
      if (socket != nullptr) Calls::set_option(socket, option, &mark, sizeof mark);
    }
    return socket;
  }
};

}  // namespace

std::unique_ptr<Calls> wrong_default() { return std::make_unique<WrongDefault>(); }

}  // namespace zassay::mutants
