#include "link/loop.hpp"

#include <sys/eventfd.h>

#include <system_error>

#include "link/core.hpp"

namespace zassay::link {

Result<std::unique_ptr<Loop>> Loop::make() { return make(Limits{}); }

Result<std::unique_ptr<Loop>> Loop::make(Limits limits) {
  Descriptor wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!wake) return failure("no-loop", "the system gives no descriptor for the events of a loop");
  try {  // Asio and std::thread say by exceptions what the system refused
    auto core = std::make_shared<Core>(std::move(wake), limits);
    core->start();
    return std::unique_ptr<Loop>(new Loop(std::move(core)));
  } catch (const std::system_error& error) {
    return failure("no-loop", std::string("the system gives nothing to make a loop of: ") + error.what());
  }
}

Loop::Loop(std::shared_ptr<Core> core) : core_(std::move(core)) {}

Loop::~Loop() { core_->stop(); }

int Loop::wake_descriptor() const { return core_->events().descriptor(); }

std::optional<Event> Loop::next_event() { return core_->take_event(); }

Quiet Loop::look() {
  const Result<Quiet> quiet = core_->call([this]() -> Result<Quiet> { return core_->look(); });
  return quiet.value_or(Quiet{});
}

}  // namespace zassay::link
