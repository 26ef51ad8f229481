#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class LoseMetadata : public Calls {
  const char* message_gets(const zmq_msg_t* message, const char* property) override {
    return Calls::message_gets(message, property) != nullptr ? "" : nullptr;
  }
};

}  // namespace

std::unique_ptr<Calls> lose_metadata() { return std::make_unique<LoseMetadata>(); }

}  // namespace zassay::mutants
