#include <unistd.h>

#include <utility>

#include "mutants/shim/arrivals.hpp"
#include "mutants/shim/defects/defects.hpp"
#include "mutants/shim/facts.hpp"

namespace zassay::mutants {
namespace {

/// What was read ahead is kept by the thread, and not by the socket: the message that waits when another thread receives
/// for the first time stays with the thread before.
class LeftWithTheOldThread : public Arrivals {
  void arrived(Message message, Inbox& inbox) override {
    pid_t& thread = threads_.of(inbox.socket());
    const pid_t before = std::exchange(thread, ::gettid());
    if (in_lock_step(inbox.socket()) || before == 0 || before == thread) inbox.deliver(std::move(message));
  }
  void forget_socket(void* socket) override {
    threads_.forget(socket);
    Arrivals::forget_socket(socket);
  }

  PerSocket<pid_t> threads_;
};

}  // namespace

std::unique_ptr<Calls> left_with_the_old_thread() { return std::make_unique<LeftWithTheOldThread>(); }

}  // namespace zassay::mutants
