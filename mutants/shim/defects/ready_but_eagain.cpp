#include <cerrno>

#include "mutants/shim/announced.hpp"
#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// Every other call that a poll announced finds nothing, so that one who tries again gets on.
class ReadyButEagain : public Announced {
  int strike(int number, const std::function<int()>& call) override {
    if (number % 2 == 0) return call();
    errno = EAGAIN;
    return -1;
  }
};

}  // namespace

std::unique_ptr<Calls> ready_but_eagain() { return std::make_unique<ReadyButEagain>(); }

}  // namespace zassay::mutants
