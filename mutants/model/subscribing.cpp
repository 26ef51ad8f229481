#include "mutants/model/subscribing.hpp"

#include <zmq.h>

#include <cerrno>

#include "mutants/model/defect.hpp"

namespace zassay::model {

int Xsub::begin(const Frame& first, bool more, Outgoing& message) {
  message.frames = {first};
  if (!more && SubscriptionMessage::is_one(first)) {
    // Subscriptions are no messages that a mark could hold up.
    if (count(SubscriptionMessage::read(first)) && !defect(Defect::xsub_subscribes_late)) message.targets = publishers_;
    return 0;
  }
  for (Pipe* const publisher : publishers_) {
    if (has_room(*publisher)) message.targets.push_back(publisher);
  }
  const bool one_is_full = message.targets.size() < publishers_.size();
  if (one_is_full && defect(Defect::xsub_waits_at_the_mark)) return EAGAIN;
  if (one_is_full && defect(Defect::full_one_starves_all)) message.targets.clear();
  if (message.targets.size() > 1 && defect(Defect::upstream_to_one)) message.targets.resize(1);
  return 0;
}

bool Xsub::take(Message& message) {
  Pipe* const peer = fair_queue_.next();
  if (peer == nullptr) return false;
  message = take_from(*peer);
  return true;
}

/// A publisher that comes later is told the subscriptions that stand (PUBSUB-SUB-10).
void Xsub::attached(Pipe& pipe) {
  fair_queue_.add(pipe);
  publishers_.push_back(&pipe);
  if (pipe.peer == nullptr) return;
  if (publishers_.size() > 1 && defect(Defect::subscriptions_not_resent)) return;
  for (const auto& [topic, instances] : topics_.all()) tell(pipe, {SubscriptionMessage{true, topic}.frame()});
}

bool Xsub::count(const SubscriptionMessage& message) {
  if (!message.adds) return topics_.remove(message.topic);
  topics_.add(message.topic);
  return true;
}

void Xsub::departed(Pipe& pipe) { std::erase(publishers_, &pipe); }

int Sub::begin(const Frame& first, bool more, Outgoing& message) {
  return defect(Defect::sub_sends) ? Xsub::begin(first, more, message) : ENOTSUP;
}

bool Sub::take(Message& message) {
  while (Xsub::take(message)) {
    if (topics().any_of(message.front().bytes()) != (options().inverted != 0)) return true;
  }
  message.clear();
  return false;
}

int Sub::set_of_pattern(int option, const std::string& value) {
  const SubscriptionMessage message{option == ZMQ_SUBSCRIBE, value};
  if (!count(message)) return 0;
  for (Pipe* const publisher : publishers()) tell(*publisher, {message.frame()});
  return 0;
}

}  // namespace zassay::model
