#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "link/event.hpp"
#include "link/loop.hpp"
#include "link/payload.hpp"

namespace zassay::link {

/// A seeded defect of the wire: gets a complete item of at most 64 KiB in all and its octets, and gives the octets that
/// take their place. Larger items and what is malformed pass as they are, and so do greetings of ZMTP 2.0 behind their
/// eleventh octet. For the first eleven octets of a greeting the other side waits: it gets them as they come, in a
/// greeting that is not `complete` and whose `offset` says where they stand, and what it gives goes on if it has as
/// many; of the whole greeting, later, only the octets behind them. What is told in events is what it made: a defect
/// looks as if the side had sent it. Called on the loop's thread; it must not throw nor call the loop.
using Change = std::function<std::string(const wire::Item& item, std::string octets)>;
constexpr std::uint64_t largest_change_octets = 65536;

struct PeerOptions {
  std::string name = "peer";              ///< in its events
  wire::ItemReader::Limits reading = {};  ///< of what comes in
  Change change = {};                     ///< of what comes in, before it is read
  int receive_buffer_octets = 0;          ///< SO_RCVBUF of its sockets; 0: as the kernel likes
  int send_buffer_octets = 0;             ///< SO_SNDBUF
  std::int64_t try_again_ms = 5;          ///< after a connect that was refused
  bool tells_refusals = false;            ///< each refused connect is an event
  bool stops_when_refused = false;        ///< a refused connect is told and not tried again
  bool reads = true;                      ///< else its connections begin as after stop_reading
};

constexpr std::uint64_t newest = 0;  ///< as the number of a connection

/// A side that the harness plays: it sends raw octets and tells what comes in. A handle: copies are the same peer, and
/// the loop owns what is behind them. Endpoints: "tcp://127.0.0.1:5555", "tcp://[::1]:*", "tcp://name:5555",
/// "ipc:///path", "ipc://@abstract". TCP_NODELAY is always set.
///
/// Errors of all calls: "loop-ended"; where a connection is named, "no-connection" (there is none of this number, or it
/// has ended).
class Peer {
 public:
  Peer(const Loop& loop, PeerOptions options);

  /// Listens, and returns the endpoint with its real port. Can be called for several endpoints. Names are looked up
  /// before the call is handed to the loop. Errors: "bad-endpoint", "not-found" (the name), "address-in-use",
  /// "not-bound". A stale file of an ipc endpoint, on which nobody listens, is replaced.
  Result<std::string> listen(const std::string& endpoint);
  /// Connects, and tries again while it is refused. Each call makes one connection. Errors: "bad-endpoint",
  /// "not-found".
  Result<void> connect(const std::string& endpoint);
  Result<void> stop_connecting();  ///< no more tries of the connects that are not yet through
  Result<void> close_listener();   ///< all of them; connections stay; the kernel refuses new ones

  /// Queues octets behind those that were sent before; returns a number, which the event `sent` or `unsent` carries.
  /// With pieces, where the kernel does not tell about the other end's queue (its socket is not of this machine, or
  /// there is no sock_diag), "read" is "acknowledged"; then the event has a note.
  Result<std::uint64_t> send(Payload payload, Pieces pieces = {}, std::uint64_t connection = newest);

  /// FIN, when all sends before it are written. What comes in is still read.
  Result<void> half_close(std::uint64_t connection = newest);
  /// The end of the connection, when all sends before it are written, by FIN: what has come in by then is read first,
  /// since the kernel makes a RST of a close with unread octets. The other side may see a RST if it sends more.
  Result<void> close(std::uint64_t connection = newest);
  /// RST at once; what is not sent is lost. Unix streams have none: there the other side sees the end of the stream, or
  /// ECONNRESET where this side left octets unread.
  Result<void> reset(std::uint64_t connection = newest);

  Result<void> stop_reading(std::uint64_t connection = newest);
  Result<void> read_on(std::uint64_t connection = newest);

  /// How many connections there have been.
  std::uint64_t connections() const;

  struct State;

 private:
  std::shared_ptr<Core> core_;
  std::shared_ptr<State> state_;
};

}  // namespace zassay::link
