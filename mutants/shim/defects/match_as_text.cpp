#include <cstring>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class MatchAsText : public Calls {
  int set_option(void* socket, int option, const void* value, std::size_t size) override {
    const bool topical = option == ZMQ_SUBSCRIBE || option == ZMQ_UNSUBSCRIBE;
    return Calls::set_option(socket, option, value, topical ? ::strnlen(static_cast<const char*>(value), size) : size);
  }
};

}  // namespace

std::unique_ptr<Calls> match_as_text() { return std::make_unique<MatchAsText>(); }

}  // namespace zassay::mutants
