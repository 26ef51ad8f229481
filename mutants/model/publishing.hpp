#pragma once

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "mutants/model/fair_queue.hpp"
#include "mutants/model/socket.hpp"
#include "mutants/model/subscriptions.hpp"

namespace zassay::model {

/// XPUB: sends each message to every subscriber that holds a topic of it, never waits, and drops the copy of one who is
/// full, as a whole (PUBSUB-XPUB-06 to -08). It receives what subscribers send: subscriptions and cancels, each topic's
/// first and last (PUBSUB-XPUB-11, -12), and messages of the application (PUBSUB-XPUB-10).
class Xpub : public Socket {
 public:
  using Socket::Socket;

 protected:
  int begin(const Frame& first, bool more, Outgoing& message) override;
  bool take(Message& message) override;
  bool readable() override { return fair_queue_.any(); }
  bool writable() override { return true; }  // API-POLL-15
  void attached(Pipe& pipe) override;
  void departed(Pipe& pipe) override;
  void ended(Pipe& pipe) override;
  void arrived(Pipe& pipe) override;
  int set_of_pattern(int option, const std::string& value) override;
  /// Whether the application is to see a message from a subscriber.
  virtual bool is_for_application(bool is_news) const { return is_news; }

 private:
  bool subscribe(Pipe& pipe, const SubscriptionMessage& message);
  bool inverts() const;
  bool is_manual() const { return options().manual != 0 || options().last_value != 0; }

  FairQueue fair_queue_;
  std::vector<Pipe*> subscribers_;
  Holders asked_for_;                                ///< what subscribers asked for
  Holders in_force_;                                 ///< what they get: the same, unless it is set by hand (API-OPT-33)
  Pipe* last_ = nullptr;                             ///< whose message the application received last
  Pipe* latest_ = nullptr;                           ///< whose message came last; only a defect looks at it
  std::vector<std::pair<Pipe*, std::string>> late_;  ///< what a defect holds back
  std::deque<Message> left_behind_;                  ///< of a subscriber that left; only a defect looks at it
};

/// PUB: an XPUB that receives nothing: subscriptions work, and all else from subscribers is discarded (PUBSUB-PUB-06,
/// -12, -13).
class Pub : public Xpub {
 public:
  using Xpub::Xpub;

 protected:
  int may_receive() const override;
  bool readable() override;
  bool is_for_application(bool is_news) const override;
};

}  // namespace zassay::model
