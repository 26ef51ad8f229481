#include "mutants/shim/arrivals.hpp"
#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"

namespace zassay::mutants {
namespace {

class DropFrame : public Arrivals {
  void arrived(Message message, Inbox& inbox) override {
    const std::size_t first = first_of_content(message, facts_of(inbox.socket()).type);
    const bool struck = inbox.is_second() || (!stream_stamp(message) && message.size() > 1);
    if (struck && first + 1 < message.size()) {
      std::size_t victim = first;
      for (std::size_t i = message.size(); i-- > first;) {
        if (message[i].bytes().empty()) victim = i;
      }
      if (victim + 1 == message.size()) message[victim - 1] = Frame(message[victim - 1].bytes());
      message.erase(message.begin() + static_cast<std::ptrdiff_t>(victim));
    }
    inbox.deliver(std::move(message));
  }
};

}  // namespace

std::unique_ptr<Calls> drop_frame() { return std::make_unique<DropFrame>(); }

}  // namespace zassay::mutants
