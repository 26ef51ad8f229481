#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "link/event.hpp"
#include "link/loop.hpp"
#include "link/peer.hpp"

namespace zassay::link {

struct RelayOptions {
  std::string name = "relay";     ///< in its events
  int receive_buffer_octets = 0;  ///< SO_RCVBUF of its sockets: small ones let a sender reach its mark soon after
                                  ///< stop_reading; 0: as the kernel likes. On ipc the sender's SO_SNDBUF decides alone
  int send_buffer_octets = 0;     ///< SO_SNDBUF of its sockets
  std::int64_t try_again_ms = 5;  ///< after a connect to the target that was refused
  bool resets_when_refused = false;  ///< the connection that was accepted ends by RST instead of waiting for the target
  std::size_t kept_octets = 96;      ///< of bodies, in events
};

/// Which directions a verb is about.
struct Scope {
  std::optional<Side> side = {};  ///< who sends; none: both
  std::uint64_t connection = 0;   ///< 0: all, those to come too
};

/// Something that a side sends. It is looked for on every direction that fits; the first that is found is it.
struct Where {
  std::optional<Side> side = {};  ///< who sends it; none: whoever is first
  std::uint64_t connection = 0;   ///< 0: any
  /// "greeting"; "frame" (of a message); "octets" (single ones); else the name of a command, as it stands on the wire.
  /// "SUBSCRIBE" and "CANCEL" are also those messages by which ZMTP 3.0 and 2.0 spell them, if a SUB or XSUB sent them.
  std::string what = {};
  std::uint64_t number = 0;  ///< which one of such, counted from the first that the side sent on this connection;
                             ///< 0: the next one to begin
};

/// Where a cut or stall takes place. Built by the functions below.
struct Point {
  enum class Kind { at_once, after, within };
  Kind kind = Kind::at_once;
  Where where = {};          ///< of at_once only `side` and `connection`
  std::uint64_t octets = 0;  ///< of within: so many octets of the item pass, its flags and size counted; at most all

  static Point at_once(Scope scope = {});
  static Point after(Where where);
  static Point within(Where where, std::uint64_t octets);
};

enum class Ending { fin, rst };

/// Stands on a link: listens at an endpoint and makes, for each connection that it accepts, one to its target. Passes
/// octets as they are, both ways, and FIN and RST behind them; tells every item both ways, before octets of it go on. A
/// handle, as Peer is.
///
/// A verb that names a Where is armed until it is met, then it is over; it returns a number, which its events carry.
/// Only while one is armed for a direction are octets kept back, and no longer than until it is known what they begin.
/// Errors of all calls: "loop-ended"; "no-connection" (there is none of this number, or it has ended); "already-passed"
/// (the one of that number, on the connection that was named); "unknown-what" (`what` is empty).
class Relay {
 public:
  Relay(const Loop& loop, RelayOptions options);

  /// Listens at `endpoint`, in front of `target`. Returns the endpoint with its real port. Once for each relay. Errors
  /// as of Peer::listen and Peer::connect; "already-open".
  Result<std::string> open(const std::string& endpoint, const std::string& target);

  /// Stops a direction just before the first octet of what is named: events `held`. What is behind it waits too.
  Result<std::uint64_t> hold(const Where& where);
  /// Lets go on what is held: events `released`. What is armed and not met stays armed.
  Result<void> release(const Scope& scope = {});

  /// Ends both connections at a point: event `cut`. What was sent beyond it in that direction, and what had not been
  /// passed of the other, is lost. By FIN the relay goes on reading what comes, and loses it, until the side ends too;
  /// by RST it first waits, at most a second, until the kernel of the other end has what was passed. `Point::at_once`
  /// without a connection cuts all that stand. Unix streams have no RST: see Peer::reset.
  Result<std::uint64_t> cut(const Point& point, Ending ending = Ending::fin);

  /// From a point on nothing passes in that direction (or, `both_ways`, in both), neither octets nor FIN nor RST:
  /// events `stalled`, one for each direction. The relay reads on, up to 1 MiB, and tells what comes, so that a side
  /// that gives up is seen.
  Result<std::uint64_t> stall(const Point& point, bool both_ways = false);
  Result<void> resume(const Scope& scope = {});  ///< events `resumed`

  Result<void> disarm(std::uint64_t verb);  ///< takes back a verb that was not met; no error if it was

  /// Closes the listener behind those who connected before: the kernel refuses who comes. Also before open().
  Result<void> refuse();
  Result<void> accept();  ///< listens again at the same endpoint; before open() it takes refuse() back

  /// One octet a segment, the next one when the other side has read it.
  Result<void> trickle(const Scope& scope = {});
  Result<void> stop_trickling(const Scope& scope = {});

  /// Does not read what these sides send, so that their buffers fill.
  Result<void> stop_reading(const Scope& scope = {});
  Result<void> read_on(const Scope& scope = {});

  /// From the next connection on, of each side if it is not named. An empty function ends it.
  Result<void> change(Change change, std::optional<Side> side = {});

  /// How many connections there have been.
  std::uint64_t connections() const;

  struct State;

 private:
  std::shared_ptr<Core> core_;
  std::shared_ptr<State> state_;
};

}  // namespace zassay::link
