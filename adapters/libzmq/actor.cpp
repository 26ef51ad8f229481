#include "adapters/libzmq/actor.hpp"

#include <cerrno>
#include <exception>
#include <new>

namespace zassay::libzmq {

Result<std::unique_ptr<Actor>> Actor::open(const std::string& name, Services& services) {
  auto actor = std::make_unique<Actor>(services);
  Result<Thread> thread = Thread::start(name, [self = actor.get()] { self->run(); });
  if (!thread) return tl::unexpected<Error>(thread.error());
  actor->thread_ = std::move(*thread);
  return actor;
}

void Actor::submit(Order order) {
  const std::lock_guard lock(mutex_);
  orders_.push_back(std::move(order));
  ++unanswered_;
  changed_.notify_one();
}

Result<void> Actor::close() {
  {
    const std::lock_guard lock(mutex_);
    if (unanswered_ != 0) return failure("busy", "the actor has orders that it has not answered yet");
    if (sockets_ != 0) return failure("owns-sockets", "the actor still owns sockets: close them first");
    ending_ = true;
    changed_.notify_one();
  }
  thread_.join();
  return {};
}

void Actor::run() {
  unblock_signals();
  Workspace space(services_.library.functions);
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return ending_ || !orders_.empty(); });
    if (orders_.empty()) return;
    Order order = std::move(orders_.front());
    orders_.pop_front();
    lock.unlock();
    const Reply reply = carry_out(order, space);
    lock.lock();
    // Counted before the answer is written: whoever reads it may close the actor at once.
    --unanswered_;
    sockets_ = space.sockets.size();
    lock.unlock();
    services_.output.reply(order.id, reply);
    lock.lock();
  }
}

Reply Actor::carry_out(Order& order, Workspace& space) {
  try {
    Arguments arguments(order.request, {"id", "op", "actor"});
    Call call{services_, space, arguments, order.id};
    Reply reply = order.operation(call);
    space.error_left = errno;  // before the adapter's own work can touch it
    return reply;
  } catch (const std::bad_alloc&) {
    return error("ENOMEM");
  } catch (const std::exception& problem) {
    return bad_request(std::string("the adapter could not carry this out: ") + problem.what());
  }
}

}  // namespace zassay::libzmq
