#pragma once

#include <deque>

#include "mutants/model/pipe.hpp"

namespace zassay::model {

/// Peers that are heard in turns, one whole message each, so that nobody who sends much keeps the others waiting
/// (PIPELINE-PULL-06, REQREP-REP-05, REQREP-DEALER-11, REQREP-ROUTER-08, PUBSUB-SUB-06).
class FairQueue {
 public:
  void add(Pipe& pipe);
  void remove(Pipe& pipe) { std::erase(turns_, &pipe); }

  /// Whether a message waits.
  bool any() const;
  /// The peer whose message is due; null if none waits. It is the last one to be heard next time.
  Pipe* next();

 private:
  std::deque<Pipe*> turns_;
};

}  // namespace zassay::model
