#include "mutants/shim/arrivals.hpp"
#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"

namespace zassay::mutants {
namespace {

class InterleaveMultipart : public Arrivals {
  void arrived(Message message, Inbox& inbox) override {
    std::optional<Message> next;
    if (message.size() > 1 && !in_lock_step(inbox.socket())) next = inbox.next();
    const bool mixed = next && !is_probe(*next) && next->size() > 1;
    if (mixed) message.insert(message.begin() + 1, std::move(next->front()));
    if (mixed) next->erase(next->begin());
    inbox.deliver(std::move(message));
    if (next) inbox.deliver(std::move(*next));
  }
};

}  // namespace

std::unique_ptr<Calls> interleave_multipart() { return std::make_unique<InterleaveMultipart>(); }

}  // namespace zassay::mutants
