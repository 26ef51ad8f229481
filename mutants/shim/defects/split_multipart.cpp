#include "mutants/shim/arrivals.hpp"
#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"

namespace zassay::mutants {
namespace {

class SplitMultipart : public Arrivals {
  void arrived(Message message, Inbox& inbox) override {
    const std::size_t first = first_of_content(message, facts_of(inbox.socket()).type);
    const bool struck = inbox.is_second() || !stream_stamp(message);
    if (struck && first + 1 < message.size()) message[first] = Frame(message[first].bytes());
    inbox.deliver(std::move(message));
  }
};

}  // namespace

std::unique_ptr<Calls> split_multipart() { return std::make_unique<SplitMultipart>(); }

}  // namespace zassay::mutants
