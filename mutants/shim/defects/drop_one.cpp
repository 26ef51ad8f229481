#include "mutants/shim/arrivals.hpp"
#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"

namespace zassay::mutants {
namespace {

class DropOne : public Arrivals {
  void arrived(Message message, Inbox& inbox) override {
    if (inbox.is_second() && !in_lock_step(inbox.socket())) return;
    inbox.deliver(std::move(message));
  }
};

}  // namespace

std::unique_ptr<Calls> drop_one() { return std::make_unique<DropOne>(); }

}  // namespace zassay::mutants
