#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"

namespace zassay::mutants {
namespace {

class LoseSubscriptionMessage : public Calls {
  int set_option(void* socket, int option, const void* value, std::size_t size) override {
    const bool topical = option == ZMQ_SUBSCRIBE || option == ZMQ_UNSUBSCRIBE;
    return topical && facts_of(socket).type == ZMQ_SUB ? 0 : Calls::set_option(socket, option, value, size);
  }
};

}  // namespace

std::unique_ptr<Calls> lose_subscription_message() { return std::make_unique<LoseSubscriptionMessage>(); }

}  // namespace zassay::mutants
