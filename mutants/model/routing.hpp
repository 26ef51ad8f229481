#pragma once

#include <map>
#include <string>

#include "mutants/model/balancing.hpp"
#include "mutants/model/fair_queue.hpp"
#include "mutants/model/socket.hpp"

namespace zassay::model {

/// DEALER: sends to its peers in turns and receives from them in turns, whenever it likes (REQREP-DEALER-01, -08, -11).
class Dealer : public Socket {
 public:
  using Socket::Socket;

 protected:
  int begin(const Frame& first, bool more, Outgoing& message) override;
  bool take(Message& message) override;
  bool readable() override { return fair_queue_.any(); }
  bool writable() override { return balancing_.any(); }
  void attached(Pipe& pipe) override;
  void departed(Pipe& pipe) override { balancing_.remove(pipe); }
  void ended(Pipe& pipe) override { fair_queue_.remove(pipe); }

 private:
  Balancing balancing_;
  FairQueue fair_queue_;
};

/// ROUTER: knows each peer by an id, which leads what comes from it and says where a message goes (REQREP-ROUTER-05,
/// -09, -10). What is for nobody, or for one that is full, is dropped, or refused if routing is mandatory (API-OPT-26).
class Router : public Socket {
 public:
  using Socket::Socket;

 protected:
  int begin(const Frame& first, bool more, Outgoing& message) override;
  bool take(Message& message) override;
  bool readable() override { return fair_queue_.any(); }
  bool writable() override;
  void unsent(const Message& frames) override;
  void attached(Pipe& pipe) override;
  void met(Pipe& pipe) override;
  void departed(Pipe& pipe) override;
  void ended(Pipe& pipe) override { fair_queue_.remove(pipe); }

 private:
  void identify(Pipe& pipe);
  std::string unused_id();

  FairQueue fair_queue_;
  std::map<std::string, Pipe*> peers_;
  std::string unknown_;                                 ///< whom the message at hand is for
  std::map<std::string, std::vector<Message>> unsent_;  ///< kept for them by a defect
  unsigned last_number_ = 0;
};

/// An empty message announces a socket to its new peer, if it is told to (API-OPT-16).
void probe(Pipe& pipe);

}  // namespace zassay::model
