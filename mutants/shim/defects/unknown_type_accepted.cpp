#include <cerrno>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// A socket of a type that there is not is a PAIR.
class UnknownTypeAccepted : public Calls {
  void* open(void* context, int type) override {
    void* const socket = Calls::open(context, type);
    return socket == nullptr && errno == EINVAL ? Calls::open(context, ZMQ_PAIR) : socket;
  }
};

}  // namespace

std::unique_ptr<Calls> unknown_type_accepted() { return std::make_unique<UnknownTypeAccepted>(); }

}  // namespace zassay::mutants
