#include "mutants/shim/arrivals.hpp"
#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"

namespace zassay::mutants {
namespace {

class FirstSubscriberOnly : public Arrivals {
  void arrived(Message message, Inbox& inbox) override {
    const SocketFacts facts = facts_of(inbox.socket());
    if (facts.type == ZMQ_SUB && facts.number > 0) return;
    inbox.deliver(std::move(message));
  }
};

}  // namespace

std::unique_ptr<Calls> first_subscriber_only() { return std::make_unique<FirstSubscriberOnly>(); }

}  // namespace zassay::mutants
