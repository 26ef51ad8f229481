#include "mutants/model/publishing.hpp"

#include <zmq.h>

#include <cerrno>
#include <utility>

#include "mutants/model/defect.hpp"

namespace zassay::model {

int Xpub::begin(const Frame& first, bool, Outgoing& message) {
  const bool is_for_all = options().last_value == 0 || defect(Defect::last_value_for_all);
  const Pipe* const alone = is_for_all ? nullptr : std::exchange(last_, nullptr);  // API-OPT-45
  bool one_is_full = false;
  for (Pipe* const subscriber : subscribers_) {
    if (alone != nullptr && subscriber != alone) continue;
    if (defect(Defect::nodrop_refuses_all) && options().no_drop != 0 && !has_room(*subscriber)) return EAGAIN;
    if (in_force_.any_of(first.bytes(), *subscriber) == inverts()) continue;
    one_is_full = one_is_full || !has_room(*subscriber);
    if (has_room(*subscriber)) {
      message.targets.push_back(subscriber);
    } else if (options().no_drop != 0 && !defect(Defect::nodrop_drops)) {
      return EAGAIN;  // API-OPT-34
    } else if (defect(Defect::drop_oldest)) {
      subscriber->peer->queue.pop_front();
      message.targets.push_back(subscriber);
    } else if (defect(Defect::headless_at_mark)) {
      message.targets = {subscriber};
      return 0;
    }
  }
  if (one_is_full && defect(Defect::full_one_starves_all)) message.targets.clear();
  message.frames = {first};
  for (const auto& [subscriber, topic] : std::exchange(late_, {})) in_force_.add(topic, *subscriber);
  return 0;
}

bool Xpub::inverts() const { return options().inverted != 0 && !defect(Defect::inverted_at_one_end); }  // API-OPT-12

bool Xpub::take(Message& message) {
  Pipe* const peer = fair_queue_.next();
  if (peer == nullptr) return false;
  last_ = peer->peer != nullptr ? peer : nullptr;
  message = take_from(*peer);
  return true;
}

void Xpub::attached(Pipe& pipe) {
  fair_queue_.add(pipe);
  subscribers_.push_back(&pipe);
  // What it sent before this socket bound the name comes to notice one by one, as it would have otherwise.
  for (auto waiting = std::exchange(pipe.queue, {}); !waiting.empty(); waiting.pop_front()) {
    pipe.queue.push_back(std::move(waiting.front()));
    arrived(pipe);
  }
  const bool is_greeted = subscribers_.size() == 1 || !defect(Defect::welcome_once);
  if (!options().welcome.empty() && pipe.peer != nullptr && is_greeted) {
    write(pipe, {Frame::of(options().welcome)});  // API-OPT-35
  }
  if (pipe.peer == nullptr) return;
  for (Message& message : std::exchange(left_behind_, {})) write(pipe, std::move(message));
}

/// Subscriptions are in force from the moment when they come, whether or not the application has read them. Each frame
/// may be one, or only the first if the application wants that (API-OPT-36).
void Xpub::arrived(Pipe& pipe) {
  latest_ = &pipe;
  const Message& message = pipe.queue.back();
  bool is_news = false;
  for (const Frame& frame : message) {
    const bool is_first = &frame == &message.front();
    const bool may_later =
        options().only_first == 0 ? !defect(Defect::first_part_only_subscribes) : defect(Defect::only_first_ignored);
    const bool may_be_one = is_first || may_later;
    const bool is_one = may_be_one && SubscriptionMessage::is_one(frame);
    is_news = !is_one || subscribe(pipe, SubscriptionMessage::read(frame)) || is_news;
  }
  if (!is_for_application(is_news)) pipe.queue.pop_back();
}

/// Whether the application is to be told: of the first subscription to a topic and of the last cancel, or of more of
/// them if it wants that (API-OPT-31, API-OPT-32).
bool Xpub::subscribe(Pipe& pipe, const SubscriptionMessage& message) {
  const auto change = [&](Holders& holders) {
    return message.adds ? holders.add(message.topic, pipe) : holders.remove(message.topic, pipe);
  };
  if (message.adds && defect(Defect::subscription_told_too_early)) {
    late_.emplace_back(&pipe, message.topic);
  } else if (!is_manual() || defect(Defect::manual_applies_by_itself)) {
    change(in_force_);
  }
  const bool tells_all = options().verboser != 0 && (message.adds || !defect(Defect::verboser_hides_cancels));
  const bool tells_added =
      defect(Defect::tells_every_subscription) || (options().verbose != 0 && !defect(Defect::verbose_tells_first_only));
  return change(asked_for_) || tells_all || (message.adds && tells_added);
}

/// The topics that only the subscriber held who has left are cancelled for it (PUBSUB-XPUB-13).
void Xpub::departed(Pipe& pipe) {
  std::erase(subscribers_, &pipe);
  if (last_ == &pipe) last_ = nullptr;
  if (latest_ == &pipe) latest_ = nullptr;
  std::erase_if(late_, [&pipe](const auto& entry) { return entry.first == &pipe; });
  in_force_.remove_all(pipe);
  left_behind_ = std::move(pipe.left_behind);
  for (const std::string& topic : asked_for_.remove_all(pipe)) {
    if (is_for_application(true) && !defect(Defect::vanished_untold))
      pipe.queue.push_back({SubscriptionMessage{false, topic}.frame()});
  }
}

void Xpub::ended(Pipe& pipe) { fair_queue_.remove(pipe); }

int Xpub::set_of_pattern(int option, const std::string& value) {
  if (!is_manual()) return EINVAL;
  if (defect(Defect::manual_sets_for_the_latest)) last_ = latest_;
  if (last_ != nullptr && option == ZMQ_SUBSCRIBE) in_force_.add(value, *last_);
  if (last_ != nullptr && option == ZMQ_UNSUBSCRIBE) in_force_.remove(value, *last_);
  return 0;
}

int Pub::may_receive() const { return defect(Defect::pub_receives) ? 0 : ENOTSUP; }

bool Pub::readable() { return defect(Defect::pub_receives) && Xpub::readable(); }

bool Pub::is_for_application(bool is_news) const { return defect(Defect::pub_receives) && is_news; }

}  // namespace zassay::model
