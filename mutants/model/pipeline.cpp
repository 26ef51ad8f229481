#include "mutants/model/pipeline.hpp"

#include <cerrno>

namespace zassay::model {

int Push::begin(const Frame& first, bool, Outgoing& message) {
  Pipe* const peer = balancing_.next();
  if (peer == nullptr) return EAGAIN;
  message.frames = {first};
  message.targets = {peer};
  return 0;
}

int Push::may_receive() const { return ENOTSUP; }

int Pull::begin(const Frame&, bool, Outgoing&) { return ENOTSUP; }

bool Pull::take(Message& message) {
  Pipe* const peer = fair_queue_.next();
  if (peer == nullptr) return false;
  message = take_from(*peer);
  return true;
}

}  // namespace zassay::model
