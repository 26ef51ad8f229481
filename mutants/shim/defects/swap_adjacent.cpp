#include "mutants/shim/arrivals.hpp"
#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"

namespace zassay::mutants {
namespace {

class SwapAdjacent : public Arrivals {
  void arrived(Message message, Inbox& inbox) override {
    if (inbox.number() < 2 || in_lock_step(inbox.socket())) return inbox.deliver(std::move(message));
    constexpr long wait_ms = 100;  // for the neighbour of the second one, so that the defect shows at least once
    std::optional<Message> next = inbox.next(inbox.is_second() ? wait_ms : 0);
    const auto stream = [](const Message& of) { return stream_stamp(of).value_or(Stamp{}).stream; };
    const bool neighbours = next && !is_probe(*next) && stream(*next) == stream(message);
    if (next && neighbours) inbox.deliver(std::move(*next));
    inbox.deliver(std::move(message));
    if (next && !neighbours) inbox.deliver(std::move(*next));
  }
};

}  // namespace

std::unique_ptr<Calls> swap_adjacent() { return std::make_unique<SwapAdjacent>(); }

}  // namespace zassay::mutants
