#include "mutants/shim/arrivals.hpp"
#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"

namespace zassay::mutants {
namespace {

class SwapAdjacent : public Arrivals {
  void arrived(Message message, Inbox& inbox) override {
    const std::optional<Stamp> stamp = stream_stamp(message);
    if (!stamp || stamp->sequence % 2 == 0 || in_lock_step(inbox.socket())) return inbox.deliver(std::move(message));
    std::optional<Message> next = inbox.next();
    const std::optional<Stamp> next_stamp = next ? stream_stamp(*next) : std::nullopt;
    const bool neighbours = next_stamp && next_stamp->stream == stamp->stream;
    if (next && neighbours) inbox.deliver(std::move(*next));
    inbox.deliver(std::move(message));
    if (next && !neighbours) inbox.deliver(std::move(*next));
  }
};

}  // namespace

std::unique_ptr<Calls> swap_adjacent() { return std::make_unique<SwapAdjacent>(); }

}  // namespace zassay::mutants
