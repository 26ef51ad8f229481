#include "mutants/shim/arrivals.hpp"
#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"

namespace zassay::mutants {
namespace {

class LoseEnvelope : public Arrivals {
  void arrived(Message message, Inbox& inbox) override {
    if (first_of_content(message, facts_of(inbox.socket()).type) > 0) message.erase(message.begin());
    inbox.deliver(std::move(message));
  }
};

}  // namespace

std::unique_ptr<Calls> lose_envelope() { return std::make_unique<LoseEnvelope>(); }

}  // namespace zassay::mutants
