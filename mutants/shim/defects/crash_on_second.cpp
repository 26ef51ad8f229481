#include <cstdlib>

#include "mutants/shim/arrivals.hpp"
#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

class CrashOnSecond : public Arrivals {
  void arrived(Message message, Inbox& inbox) override {
    if (inbox.is_second()) std::abort();
    inbox.deliver(std::move(message));
  }
};

}  // namespace

std::unique_ptr<Calls> crash_on_second() { return std::make_unique<CrashOnSecond>(); }

}  // namespace zassay::mutants
