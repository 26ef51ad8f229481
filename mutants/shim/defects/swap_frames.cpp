#include <utility>

#include "mutants/shim/arrivals.hpp"
#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"

namespace zassay::mutants {
namespace {

class SwapFrames : public Arrivals {
  void arrived(Message message, Inbox& inbox) override {
    // Both must say that more follow: the last frame of a message keeps its place.
    const std::size_t first = first_of_content(message, facts_of(inbox.socket()).type);
    if (inbox.is_second() && first + 2 < message.size()) std::swap(message[first], message[first + 1]);
    inbox.deliver(std::move(message));
  }
};

}  // namespace

std::unique_ptr<Calls> swap_frames() { return std::make_unique<SwapFrames>(); }

}  // namespace zassay::mutants
