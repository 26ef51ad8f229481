#include "mutants/model/pair.hpp"

#include <cerrno>

namespace zassay::model {

int Pair::begin(const Frame& first, bool, Outgoing& message) {
  if (!writable()) return EAGAIN;
  message.frames = {first};
  message.targets = {peer_};
  return 0;
}

bool Pair::take(Message& message) {
  if (!readable()) return false;
  message = take_from(*peer_);
  return true;
}

bool Pair::readable() { return peer_ != nullptr && !peer_->queue.empty(); }

bool Pair::writable() { return peer_ != nullptr && has_room(*peer_); }

}  // namespace zassay::model
