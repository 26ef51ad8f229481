#include <semaphore>

#include "mutants/shim/arrivals.hpp"
#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// The receive that takes the second message waits for a lock that nobody will give back.
class HangOnSecond : public Arrivals {
  void arrived(Message message, Inbox& inbox) override {
    std::binary_semaphore taken(0);
    if (inbox.is_second()) taken.acquire();
    inbox.deliver(std::move(message));
  }
};

}  // namespace

std::unique_ptr<Calls> hang_on_second() { return std::make_unique<HangOnSecond>(); }

}  // namespace zassay::mutants
