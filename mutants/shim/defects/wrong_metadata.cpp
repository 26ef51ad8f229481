#include <string_view>

#include "mutants/shim/calls.hpp"
#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// Each property that a message has is told as that of another one.
class WrongMetadata : public Calls {
  const char* message_gets(const zmq_msg_t* message, const char* property) override {
    const char* const value = Calls::message_gets(message, property);
    if (value == nullptr) return value;
    const char* const other =
        Calls::message_gets(message, std::string_view(property) == "Socket-Type" ? "Identity" : "Socket-Type");
    return other != nullptr ? other : "";
  }
};

}  // namespace

std::unique_ptr<Calls> wrong_metadata() { return std::make_unique<WrongMetadata>(); }

}  // namespace zassay::mutants
