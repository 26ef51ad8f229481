#pragma once

#include <mutex>
#include <unordered_map>

namespace zassay::mutants {

/// What a mutant keeps about each socket (or context). Safe from any thread; what `of` returns stays where it is until
/// `forget`, and belongs to the thread that uses the socket.
template <typename Value>
class PerSocket {
 public:
  Value& of(void* socket) {
    const std::lock_guard lock(mutex_);
    return values_[socket];
  }
  void forget(void* socket) {
    const std::lock_guard lock(mutex_);
    values_.erase(socket);
  }

 private:
  std::mutex mutex_;
  std::unordered_map<void*, Value> values_;
};

}  // namespace zassay::mutants
