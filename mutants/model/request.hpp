#pragma once

#include "mutants/model/balancing.hpp"
#include "mutants/model/fair_queue.hpp"
#include "mutants/model/socket.hpp"

namespace zassay::model {

/// REQ: asks its peers in turns, one question and then its answer, in lock step (REQREP-REQ-02, -05). On the way a
/// message has an empty delimiter in front (REQREP-REQ-03), and before it the number of the question if those are
/// correlated (API-OPT-23). Only the peer that was asked can answer; all else is discarded (REQREP-REQ-08, -09).
class Request : public Socket {
 public:
  using Socket::Socket;

 protected:
  int begin(const Frame& first, bool more, Outgoing& message) override;
  void sent() override { awaits_ = true; }
  bool take(Message& message) override;
  void received() override { awaits_ = false; }
  int may_receive() const override;
  bool writable() override;
  void attached(Pipe& pipe) override;
  void departed(Pipe& pipe) override;
  void ended(Pipe& pipe) override;

 private:
  bool is_answer(const Pipe& peer, const Message& message) const;

  Balancing balancing_;
  FairQueue fair_queue_;
  bool awaits_ = false;
  Pipe* asked_ = nullptr;  ///< who got the last question; null if it is gone
  unsigned question_ = 0;
  bool forgets_ = false;  ///< the next delimiter; only by a defect
};

/// REP: takes a question, from its peers in turns, and answers the one who asked (REQREP-REP-03, -05, -09). The
/// envelope, up to the empty delimiter, is kept and leads the answer (REQREP-REP-06, -08). A question without a
/// delimiter is discarded (REQREP-REP-12), and so is an answer to one who is gone or full (REQREP-REP-10, -11).
class Reply : public Socket {
 public:
  using Socket::Socket;

 protected:
  int begin(const Frame& first, bool more, Outgoing& message) override;
  void sent() override { answers_ = false; }
  bool take(Message& message) override;
  void received() override { answers_ = true; }
  int may_receive() const override;
  bool writable() override { return answers_; }
  void attached(Pipe& pipe) override { fair_queue_.add(pipe); }
  void departed(Pipe& pipe) override;
  void ended(Pipe& pipe) override { fair_queue_.remove(pipe); }

 private:
  FairQueue fair_queue_;
  bool answers_ = false;
  Pipe* asker_ = nullptr;     ///< null if it is gone
  Pipe* previous_ = nullptr;  ///< whom a defect answers
  Message envelope_;
};

}  // namespace zassay::model
