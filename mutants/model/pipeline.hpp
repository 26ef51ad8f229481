#pragma once

#include "mutants/model/balancing.hpp"
#include "mutants/model/fair_queue.hpp"
#include "mutants/model/socket.hpp"

namespace zassay::model {

/// PUSH: sends only; each message goes to the next peer that has room, and waits where none has (PIPELINE-PUSH-08,
/// -09).
class Push : public Socket {
 public:
  using Socket::Socket;

 protected:
  int begin(const Frame& first, bool more, Outgoing& message) override;
  bool take(Message&) override { return false; }
  int may_receive() const override;  // API-SOCKET-07
  bool writable() override { return balancing_.any(); }
  void attached(Pipe& pipe) override { balancing_.add(pipe); }
  void departed(Pipe& pipe) override { balancing_.remove(pipe); }
  void ended(Pipe&) override {}

 private:
  Balancing balancing_;
};

/// PULL: receives only, from all peers in turns (PIPELINE-PULL-06).
class Pull : public Socket {
 public:
  using Socket::Socket;

 protected:
  int begin(const Frame& first, bool more, Outgoing& message) override;  // API-SOCKET-08
  bool take(Message& message) override;
  bool readable() override { return fair_queue_.any(); }
  bool writable() override { return false; }
  void attached(Pipe& pipe) override { fair_queue_.add(pipe); }
  void departed(Pipe&) override {}
  void ended(Pipe& pipe) override { fair_queue_.remove(pipe); }

 private:
  FairQueue fair_queue_;
};

}  // namespace zassay::model
