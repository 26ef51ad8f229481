#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class IgnoreUnsubscribe : public Calls {
  int set_option(void* socket, int option, const void* value, std::size_t size) override {
    return option == ZMQ_UNSUBSCRIBE ? 0 : Calls::set_option(socket, option, value, size);
  }
};

}  // namespace

std::unique_ptr<Calls> ignore_unsubscribe() { return std::make_unique<IgnoreUnsubscribe>(); }

}  // namespace zassay::mutants
