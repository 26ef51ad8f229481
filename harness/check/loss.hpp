#pragma once

#include <map>
#include <string>
#include <vector>

#include "check/routes.hpp"
#include "check/timeline.hpp"

namespace zassay {

/// What became of one accepted message at one group of receivers.
struct Fate {
  enum class State {
    arrived,    ///< at least one of its frames, at one of the receivers
    missing,    ///< accepted and not delivered; it may still come
    elsewhere,  ///< lost: another receiver of those that share the sender's messages got it
    fenced,     ///< lost: a later message of the same pipe arrived
    starved,    ///< lost: a later collection at every possible receiver that is not gone found nothing more to come
    merged,     ///< lost: its frames came in other messages, as another thread sent in its midst, or it in another's
    gone,       ///< lost: every possible receiver is closed or its process gone
  };
  State state = State::missing;
  std::size_t event = no_index;    ///< that shows it; no_index if none does alone
  std::size_t witness = no_index;  ///< fenced and elsewhere: an index into History::deliveries

  bool is_lost() const { return state != State::arrived && state != State::missing; }
};

/// Whether sockets of the type drop a message, instead of waiting, when it has no place to go.
bool drops_without_peer(const std::string& type);

/// Proves losses (docs/verdicts.md, "Proof that a message is lost"). It holds a reference to the history. Not for
/// several threads at once: it keeps what it found.
class Losses {
 public:
  explicit Losses(const History& history);

  /// `message` is an index into History::messages; the group is one of its sender's, or one narrowed by narrowed().
  Fate fate(std::size_t message, const ReceiverGroup& group);

  /// The groups of a message. With `at`: only that receiver, empty if the message cannot come there.
  const std::vector<ReceiverGroup>& groups(std::size_t message, std::size_t at = no_index);

  /// "and never arrived at pull, though message 18 did (fence)": what proves it, for a sentence about the message.
  std::string proof(std::size_t message, const ReceiverGroup& group, const Fate& fate) const;

  const History& history() const { return history_; }
  const Timeline& timeline() const { return timeline_; }
  Routes& routes() { return routes_; }
  /// Why messages were merged, by index: what find_interleaved() says.
  const std::map<std::size_t, std::string>& interleaved() const { return interleaved_; }

 private:
  struct Arrival {
    std::size_t message;  ///< index into History::messages: grows with the order of acceptance
    std::size_t delivery;
  };
  bool keeps_order(const ReceiverGroup& group);
  bool relay_may_hold(const ReceiverGroup& group, std::size_t accepted_event, std::size_t starved_event);
  bool relay_holds(const ReceiverGroup& group) const;
  bool input_may_hold(std::size_t input, std::size_t starved_event);
  bool could_leave(const AcceptedRange& range, const ReceiverGroup& group, std::size_t until) const;
  Fate find_fence(std::size_t message, const ReceiverGroup& group);
  Fate find_starved(std::size_t message, const ReceiverGroup& group);
  Fate find_elsewhere(std::size_t message, const ReceiverGroup& group);

  const History& history_;
  Timeline timeline_;
  Routes routes_;
  std::map<std::size_t, std::string> interleaved_;
  std::vector<std::size_t> latest_starved_;         ///< by socket; no_index if it never starved
  std::vector<bool> takes_without_a_record_;        ///< by socket
  std::vector<const RecordedOperation*> carriers_;  ///< relays and proxies
  std::map<std::pair<std::size_t, std::size_t>, std::vector<Arrival>> arrivals_;  ///< by sender and receiver, sorted
  std::map<std::vector<std::size_t>, bool> order_kept_;                           ///< by the sockets of the hops
  std::map<std::vector<std::size_t>, std::vector<ReceiverGroup>> narrowed_;       ///< by sender, aim and receiver
};

/// "pull", or "one of pull-1, pull-2".
std::string name_of(const History& history, const ReceiverGroup& group);

}  // namespace zassay
