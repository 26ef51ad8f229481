#pragma once

#include <vector>

#include "mutants/model/fair_queue.hpp"
#include "mutants/model/socket.hpp"
#include "mutants/model/subscriptions.hpp"

namespace zassay::model {

/// XSUB: receives from its publishers in turns (PUBSUB-XSUB-07), and sends to all of them: subscriptions, cancels, and
/// messages of the application, whose copies are dropped where a publisher is full (PUBSUB-XSUB-10, -11, -14).
class Xsub : public Socket {
 public:
  using Socket::Socket;

 protected:
  int begin(const Frame& first, bool more, Outgoing& message) override;
  bool take(Message& message) override;
  bool readable() override { return fair_queue_.any(); }
  bool writable() override { return true; }
  void attached(Pipe& pipe) override;
  void departed(Pipe& pipe) override;
  void ended(Pipe& pipe) override { fair_queue_.remove(pipe); }

  /// Counts a subscription or a cancel; whether publishers are to be told.
  bool count(const SubscriptionMessage& message);
  const Topics& topics() const { return topics_; }
  const std::vector<Pipe*>& publishers() const { return publishers_; }

 private:
  FairQueue fair_queue_;
  std::vector<Pipe*> publishers_;
  Topics topics_;
};

/// SUB: an XSUB that subscribes by option, sends nothing, and receives only what is of one of its topics
/// (API-SOCKET-08, PUBSUB-SUB-08, API-OPT-28).
class Sub : public Xsub {
 public:
  using Xsub::Xsub;

 protected:
  int begin(const Frame& first, bool more, Outgoing& message) override;
  bool take(Message& message) override;
  bool readable() override { return Socket::readable(); }
  bool writable() override { return false; }
  int set_of_pattern(int option, const std::string& value) override;
};

}  // namespace zassay::model
