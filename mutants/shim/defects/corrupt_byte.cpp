#include <string>

#include "mutants/shim/arrivals.hpp"
#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class CorruptByte : public Arrivals {
  void arrived(Message message, Inbox& inbox) override {
    if (inbox.is_first() && !message.back().bytes().empty()) {
      // The content may be shared with other receivers: only this copy is changed.
      std::string bytes(message.back().bytes());
      bytes.back() = static_cast<char>(bytes.back() ^ 1);
      message.back() = Frame(bytes);
    }
    inbox.deliver(std::move(message));
  }
};

}  // namespace

std::unique_ptr<Calls> corrupt_byte() { return std::make_unique<CorruptByte>(); }

}  // namespace zassay::mutants
