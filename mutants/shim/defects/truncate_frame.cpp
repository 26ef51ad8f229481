#include "mutants/shim/arrivals.hpp"
#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class TruncateFrame : public Arrivals {
  void arrived(Message message, Inbox& inbox) override {
    constexpr std::size_t long_bytes = 64;
    const std::string_view last = message.back().bytes();
    if (inbox.is_second() && last.size() > long_bytes) message.back() = Frame(last.substr(0, last.size() / 2));
    inbox.deliver(std::move(message));
  }
};

}  // namespace

std::unique_ptr<Calls> truncate_frame() { return std::make_unique<TruncateFrame>(); }

}  // namespace zassay::mutants
