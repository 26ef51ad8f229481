#include "mutants/shim/arrivals.hpp"
#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class LoseLastFrame : public Arrivals {
  void arrived(Message message, Inbox& inbox) override {
    if (inbox.is_second() && message.size() > 1) {
      message.pop_back();
      message.back() = Frame(message.back().bytes());  // the last one now, which no other follows
    }
    inbox.deliver(std::move(message));
  }
};

}  // namespace

std::unique_ptr<Calls> lose_last_frame() { return std::make_unique<LoseLastFrame>(); }

}  // namespace zassay::mutants
