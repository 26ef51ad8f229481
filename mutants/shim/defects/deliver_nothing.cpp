#include "mutants/shim/arrivals.hpp"
#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"

namespace zassay::mutants {
namespace {

class DeliverNothing : public Arrivals {
  void arrived(Message message, Inbox& inbox) override {
    if (in_lock_step(inbox.socket()) || facts_of(inbox.socket()).is_monitor) inbox.deliver(std::move(message));
  }
};

}  // namespace

std::unique_ptr<Calls> deliver_nothing() { return std::make_unique<DeliverNothing>(); }

}  // namespace zassay::mutants
