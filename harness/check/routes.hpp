#pragma once

#include <map>
#include <vector>

#include "history/history.hpp"

namespace zassay {

/// A socket that sends, and a peer of it that takes.
struct Hop {
  std::size_t from = no_index;
  std::size_t to = no_index;
};

/// Receivers of which exactly one should get each message of a sender. A sender that fans out has one group for each
/// peer; one that shares its peers out has one group of all of them. Indices are those of header.sockets.
struct ReceiverGroup {
  std::vector<std::size_t> receivers;  ///< sorted
  std::vector<Hop> hops;               ///< from the sender on, through relays and proxies
  std::vector<std::size_t> inputs;     ///< sockets on the way from which a relay or proxy takes
  bool one_path = true;  ///< every message takes the same hops, so that one pipe after the other keeps their order
  bool copies = false;   ///< some message may rightly arrive at more than one of the receivers

  bool contains(std::size_t socket) const;
};

/// Where the messages of each sender should arrive: follows declared links, connections made later, relays and proxies.
/// It holds a reference to the history. Not for several threads at once: it keeps what it found.
class Routes {
 public:
  explicit Routes(const History& history);

  /// The groups of a sender; `to` narrows them to the peer aimed at. Empty if no socket of the case can receive from
  /// it.
  const std::vector<ReceiverGroup>& of(std::size_t sender, std::size_t to = no_index);
  const std::vector<ReceiverGroup>& of(const AcceptedRange& range) { return of(range.socket, range.to); }

  /// Sockets that take from this one directly.
  std::vector<std::size_t> receiving_peers(std::size_t sender) const;

  /// Whether each message goes to every peer.
  static bool fans_out(const std::string& type);

 private:
  struct Output {
    std::size_t socket;
    std::size_t operation;  ///< index into History::operations
  };
  std::vector<ReceiverGroup> from(std::size_t sender, std::size_t to, std::vector<std::size_t> visited);
  std::vector<ReceiverGroup> through(std::size_t peer, const std::vector<std::size_t>& visited);
  /// Whether they could be connected: over inproc a name is known in its own context only.
  bool can_meet(std::size_t one, std::size_t other) const;
  void note_output(const std::string& input, const std::string& output, std::size_t operation);

  const History& history_;
  std::map<std::size_t, std::vector<Output>> outputs_;  ///< of relays and proxies, by the socket that they take from
  std::map<std::size_t, std::vector<std::size_t>> peers_;
  std::vector<bool> received_;  ///< whether the application itself received at the socket
  std::map<std::pair<std::size_t, std::size_t>, std::vector<ReceiverGroup>> known_;
};

}  // namespace zassay
