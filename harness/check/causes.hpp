#pragma once

#include <map>
#include <string>
#include <vector>

#include "check/loss.hpp"

namespace zassay {

struct Cause {
  std::string name = "unexplained";
  std::string certainty = "certain";
  std::string evidence;  ///< one sentence: what in the history shows it
};

/// Says why a message was lost: the first row of the ledger's table (docs/verdicts.md) whose events are in the history.
/// Not for several threads at once: it keeps what it counted.
class Causes {
 public:
  explicit Causes(Losses& losses) : losses_(losses), history_(losses.history()), timeline_(losses.timeline()) {}

  /// The message is one whose fate at the group is lost.
  Cause of(std::size_t message, const ReceiverGroup& group, const Fate& fate);

 private:
  struct Lost;
  using Rule = bool (Causes::*)(const Lost&, Cause&);

  bool shared_socket(const Lost& lost, Cause& cause);
  bool not_subscribed(const Lost& lost, Cause& cause);
  bool filtered(const Lost& lost, Cause& cause);
  bool unroutable(const Lost& lost, Cause& cause);
  bool no_peer(const Lost& lost, Cause& cause);
  bool at_mark(const Lost& lost, Cause& cause);
  bool linger(const Lost& lost, Cause& cause);
  bool peer_gone(const Lost& lost, Cause& cause);
  bool connection_cut(const Lost& lost, Cause& cause);
  bool conflated(const Lost& lost, Cause& cause);
  bool out_of_step(const Lost& lost, Cause& cause);

  /// What one sender accepted for one group, in order, for counting what was outstanding and what came first.
  struct Traffic {
    std::vector<std::size_t> messages;        ///< indices, in order of acceptance
    std::vector<std::size_t> occupying;       ///< how many before each of them took a place in the pipe
    std::vector<std::size_t> arrival_events;  ///< sorted
    std::size_t first_arrived = no_index;     ///< index of the first message that arrived
  };
  const Traffic& traffic(const Lost& lost);
  std::size_t outstanding(const Lost& lost, std::size_t event);
  std::size_t probes_sent(const Lost& lost, std::size_t since);
  bool matches(const Lost& lost, const Hop& hop, std::size_t event) const;
  bool exceeds_limit(const Lost& lost, const Hop& hop, Cause& cause);
  bool was_heard(const Lost& lost, std::size_t peer) const;
  bool before_first_sign(const Lost& lost, bool subscriptions);

  Losses& losses_;
  const History& history_;
  const Timeline& timeline_;
  std::map<std::vector<std::size_t>, Traffic> traffic_;
  std::map<std::size_t, std::size_t> probes_;  ///< by the invoke of the lost message: probes that may take places
};

}  // namespace zassay
