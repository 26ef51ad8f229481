#include "adapters/libzmq/workspace.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace zassay::libzmq {

bool Handover::give(const std::string& name, Socket& socket) {
  const std::lock_guard lock(mutex_);
  return sockets_.emplace(name, socket).second;
}

std::optional<Socket> Handover::take(const std::string& name) {
  const std::lock_guard lock(mutex_);
  const auto found = sockets_.find(name);
  if (found == sockets_.end()) return std::nullopt;
  Socket socket = std::move(found->second);
  sockets_.erase(found);
  return socket;
}

Pipe::~Pipe() {
  for (const int end : ends_) {
    if (end >= 0) ::close(end);
  }
}

int Pipe::open() { return ::pipe2(ends_, O_CLOEXEC | O_NONBLOCK) == 0 ? 0 : errno; }

Workspace::~Workspace() {
  for (auto& [name, message] : messages) {
    if (message.open) zmq.zmq_msg_close(&message.value);
  }
  if (timers.handle != nullptr) zmq.zmq_timers_destroy(&timers.handle);
}

void* Call::socket(const char* key) {
  const std::string name = arguments.text(key);
  const auto found = space.sockets.find(name);
  if (found != space.sockets.end()) return found->second.handle;
  arguments.refuse("the actor has no socket " + name + ": open it on this actor first");
  return nullptr;
}

void Call::began(const char* name, int flags) {
  if ((flags & ZMQ_DONTWAIT) == 0) services.output.began(id, name);
}

}  // namespace zassay::libzmq
