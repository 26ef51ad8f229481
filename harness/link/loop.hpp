#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "link/event.hpp"

namespace zassay::link {

class Core;

/// What a loop was about at one moment, as far as it knows. What the kernel still carries is not in here: look at the
/// queues of `descriptors` for that.
struct Quiet {
  std::uint64_t unwritten_octets = 0;  ///< taken from one side, and the other side's socket would take them
  std::uint64_t blocked_octets = 0;    ///< the socket that they go to is full: its reader has to move first
  std::uint64_t kept_octets = 0;       ///< held or stalled on purpose
  std::uint64_t readable_octets = 0;   ///< in sockets that are not stopped on purpose
  std::size_t connecting = 0;          ///< connects that the kernel has not decided
  std::size_t trying_again = 0;        ///< connects that were refused and wait for their next try: nothing moves there
  std::size_t sends = 0;               ///< of peers: not all written; pieces wait for the other side to read
  std::vector<int> descriptors;        ///< every socket of the loop, listeners too, ordered by number

  bool moving() const { return unwritten_octets > 0 || readable_octets > 0 || connecting > 0 || sends > 0; }
};

/// One thread that does the I/O of the peers and relays made on it, for one test cell; it owns them. Everything here
/// and in Peer and Relay is called from one thread, the cell's runner; each call is handed to the loop's thread and
/// returns its answer at once, since nothing on that thread ever waits for a side.
class Loop {
 public:
  /// What may wait to be taken by next_event. Above it the connection concerned is no longer read, until half of it is
  /// taken; so memory stays bounded whatever a side sends.
  struct Limits {
    std::size_t events = 250'000;
    std::size_t octets = std::size_t{256} << 20;  ///< of memory
  };

  /// Errors: "no-loop" when the system gives no thread or no descriptor.
  static Result<std::unique_ptr<Loop>> make();
  static Result<std::unique_ptr<Loop>> make(Limits limits);

  /// Ends everything at once: connections that are open are reset.
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  /// Readable while events wait. For poll only.
  int wake_descriptor() const;
  /// The oldest event that waits, if any. Never waits.
  std::optional<Event> next_event();
  /// Whether anything moves, seen between two steps of the loop.
  Quiet look();

  const std::shared_ptr<Core>& core() const { return core_; }

 private:
  explicit Loop(std::shared_ptr<Core> core);
  std::shared_ptr<Core> core_;
};

}  // namespace zassay::link
