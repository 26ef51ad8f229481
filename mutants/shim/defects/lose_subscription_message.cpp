#include "mutants/shim/arrivals.hpp"
#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"

namespace zassay::mutants {
namespace {

class LoseSubscriptionMessage : public Arrivals {
  void arrived(Message message, Inbox& inbox) override {
    // What a reader of subscriptions is told begins with 0 or 1.
    const bool told = facts_of(inbox.socket()).type == ZMQ_XPUB && message.size() == 1 && !message[0].bytes().empty() &&
                      static_cast<unsigned char>(message[0].bytes()[0]) <= 1;
    if (!told) inbox.deliver(std::move(message));
  }
};

}  // namespace

std::unique_ptr<Calls> lose_subscription_message() { return std::make_unique<LoseSubscriptionMessage>(); }

}  // namespace zassay::mutants
