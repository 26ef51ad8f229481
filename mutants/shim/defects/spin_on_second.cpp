#include <atomic>

#include "mutants/shim/arrivals.hpp"
#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// The receive that takes the second message computes for ever.
class SpinOnSecond : public Arrivals {
  void arrived(Message message, Inbox& inbox) override {
    for (std::atomic<bool> spins = inbox.is_second(); spins;) {
    }
    inbox.deliver(std::move(message));
  }
};

}  // namespace

std::unique_ptr<Calls> spin_on_second() { return std::make_unique<SpinOnSecond>(); }

}  // namespace zassay::mutants
