#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class NeverFree : public Calls {
  int message_init_data(zmq_msg_t* message, void* data, std::size_t size, zmq_free_fn*, void*) override {
    return Calls::message_init_data(
        message, data, size, [](void*, void*) {}, nullptr);
  }
};

}  // namespace

std::unique_ptr<Calls> never_free() { return std::make_unique<NeverFree>(); }

}  // namespace zassay::mutants
