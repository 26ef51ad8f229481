#pragma once

#include <deque>

#include "mutants/model/pipe.hpp"

namespace zassay::model {

/// Peers that messages go to in turns (PIPELINE-PUSH-08, REQREP-DEALER-08, REQREP-REQ-05). A peer that is full is no
/// candidate, and stops nobody else (PIPELINE-PUSH-07).
class Balancing {
 public:
  void add(Pipe& pipe);
  void remove(Pipe& pipe) { std::erase(turns_, &pipe); }

  /// Whether a message can be sent now.
  bool any() const;
  /// The peer whose turn it is; null if nobody has room. It is the last one to be asked next time.
  Pipe* next();

 private:
  std::deque<Pipe*> turns_;
};

}  // namespace zassay::model
