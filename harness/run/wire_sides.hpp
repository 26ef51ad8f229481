#pragma once

#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "case/case.hpp"
#include "link/loop.hpp"
#include "link/peer.hpp"
#include "link/relay.hpp"
#include "run/operation.hpp"
#include "run/wire_mechanism.hpp"
#include "wire/curve_channel.hpp"

namespace zassay {

class Session;

/// One connection of a peer: what came over it and no step has taken yet.
struct PeerConnection {
  std::deque<wire::Item> items;                      ///< complete ones
  std::size_t kept_octets = 0;                       ///< of all items that came
  bool is_full = false;                              ///< so many that the rest is left unread
  bool ready_came = false;                           ///< the other side's READY
  std::optional<wire::CurveChannel> channel;         ///< behind a handshake of CURVE
  std::optional<std::uint64_t> opened_offset;        ///< of the MESSAGE that was opened last
  std::map<std::string, std::string> commands_sent;  ///< of the handshake: name → body
  std::string last_sent;                             ///< the octets of the last `send`
  bool version_came = false;                         ///< its greeting, at least up to the major version
  /// Not later than it came to be (of a peer that connects: before it asked for it), and when it was seen to end.
  std::chrono::steady_clock::time_point opened_at, ended_at;
  std::chrono::steady_clock::time_point came_at;  ///< likewise, but of a peer that listens: when it was seen to come
  bool ended = false;
  std::string by;                ///< "FIN" or "RST"; empty while it stands, or if the peer itself ended it
  std::set<std::uint64_t> sent;  ///< sends that were written as a whole
  std::map<std::uint64_t, std::uint64_t> unsent;  ///< sends that could not, and how many octets went out
};

/// A side that the harness plays.
struct PlayedPeer {
  const PeerSpec* spec = nullptr;
  std::unique_ptr<link::Peer> wire;
  std::string endpoint;  ///< where it listens, or where it connects to
  bool open = false;
  std::uint64_t connections = 0;                   ///< that came to be
  std::uint64_t taken = 0;                         ///< of them, by `open`, `accept` or `connect`
  std::uint64_t current = 0;                       ///< the one that steps are about
  std::chrono::steady_clock::time_point asked_at;  ///< when it began to listen, or last asked for a connection
  std::map<std::uint64_t, PeerConnection> heard;
  std::set<std::string> short_term_keys;  ///< of the other side, by WELCOME
};

/// Something that came to a link: passed on, unless its direction stands still in front of it.
struct LinkItem {
  std::uint64_t connection = 0;
  link::Side side = link::Side::connecting;
  std::uint64_t offset = 0;
  std::string what;  ///< "greeting", "frame" or a command's name
};

/// A relay on the way between sockets.
struct PlayedLink {
  const LinkSpec* spec = nullptr;
  std::unique_ptr<link::Relay> wire;
  std::string endpoint;  ///< where it listens; empty before the first connect through it
  std::uint64_t connections = 0;
  std::string cut_by = "RST";   ///< how the last cut that was asked for ends
  std::vector<LinkItem> items;  ///< in the order in which they came
  std::map<std::pair<std::uint64_t, link::Side>, std::uint64_t>
      stopped;                                ///< direction → the octet before which it stands
  std::map<std::string, std::uint64_t> told;  ///< "held", "cut", "stalled": how often since the case began
  std::map<std::string, std::uint64_t> seen;  ///< and how many of them an `until` has gone past
};

/// The peers and links of one cell, and what they tell. Used by the thread that runs the cell.
class WireSides {
 public:
  /// Nothing is made before the first peer is opened or the first link is used.
  WireSides(Session& session, const Case& cell);
  ~WireSides();
  WireSides(const WireSides&) = delete;
  WireSides& operator=(const WireSides&) = delete;

  /// Makes sockets send what the defect of this name makes of it; before anything is open. Empty: none.
  void seed(const std::string& defect) { defect_ = defect; }

  /// Takes one event, writes it into the history and notes what steps may ask for. False if there is none.
  bool hear();
  /// Readable while events wait; −1 while there are no peers and links.
  int wake_descriptor() const { return loop_ ? loop_->wake_descriptor() : -1; }
  /// Why something is on its way inside the harness: a sentence, or nothing. Adds the descriptors to look at.
  std::string moving(std::vector<int>& descriptors);

  Result<void> open_peer(const std::string& name);
  /// Where the link listens; makes it listen at its first use.
  Result<std::string> endpoint_of_link(const std::string& name);

  PlayedPeer& peer(const std::string& name) { return peers_.at(name); }
  PlayedLink& link(const std::string& name) { return links_.at(name); }
  std::map<std::string, PlayedPeer>& peers() { return peers_; }
  /// Peers and links must exist before a verb is about them.
  Result<void> ensure_loop();

 private:
  void note_peer(PlayedPeer& peer, const link::Event& event);
  static void keep_item(PlayedPeer& peer, PeerConnection& connection, const link::Event& event);
  void note_link(PlayedLink& link, const link::Event& event);
  void record(const link::Event& event);
  std::string sender_of(const link::Event& event) const;
  std::string automatic_endpoint(const std::string& name) const;

  Session& session_;
  const Case& cell_;
  std::string defect_;
  std::unique_ptr<link::Loop> loop_;
  std::map<std::string, PlayedPeer> peers_;
  std::map<std::string, PlayedLink> links_;
  WireMechanisms mechanisms_;
  std::uint64_t recorded_ = 0;
};

}  // namespace zassay
