#include <string>

#include "mutants/shim/arrivals.hpp"
#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"

namespace zassay::mutants {
namespace {

std::string text_of(const Message& message) {
  std::string text;
  for (const Frame& frame : message) text += frame.bytes();
  return text;
}

/// Of two neighbours the greater one, octet by octet, comes first: numbered messages change places at the first socket
/// on their way, and no later one puts them back.
class SwapAdjacent : public Arrivals {
  void arrived(Message message, Inbox& inbox) override {
    if (inbox.number() < 2 || in_lock_step(inbox.socket())) return inbox.deliver(std::move(message));
    constexpr long wait_ms = 100;  // for the neighbour of the second one, so that the defect shows at least once
    constexpr std::size_t most = 8;
    const auto stream = [](const Message& of) { return stream_stamp(of).value_or(Stamp{}).stream; };
    std::vector<Message> ahead;  // other streams may have messages in between
    while (ahead.size() < most) {
      std::optional<Message> next = inbox.next(inbox.is_second() && ahead.empty() ? wait_ms : 0);
      if (!next) break;
      ahead.push_back(std::move(*next));
      if (is_probe(ahead.back()) || stream(ahead.back()) != stream(message)) continue;
      if (text_of(ahead.back()) > text_of(message)) std::swap(ahead.back(), message);
      break;
    }
    inbox.deliver(std::move(message));
    for (Message& next : ahead) inbox.deliver(std::move(next));
  }
};

}  // namespace

std::unique_ptr<Calls> swap_adjacent() { return std::make_unique<SwapAdjacent>(); }

}  // namespace zassay::mutants
