#include <mutex>
#include <shared_mutex>

#include "mutants/shim/defects/defects.hpp"

namespace zassay::mutants {
namespace {

/// A call that waits to receive holds a lock of its process, though a shared one; a new socket asks for it alone.
class HangAtOpen : public Calls {
  void* open(void* context, int type) override {
    const std::lock_guard lock(mutex_);
    return Calls::open(context, type);
  }
  int receive(zmq_msg_t* message, void* socket, int flags) override {
    const std::shared_lock lock(mutex_);
    return Calls::receive(message, socket, flags);
  }
  std::shared_mutex mutex_;
};

}  // namespace

std::unique_ptr<Calls> hang_at_open() { return std::make_unique<HangAtOpen>(); }

}  // namespace zassay::mutants
