#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string>

#include "wire/item.hpp"

namespace zassay::link {

/// The two sides of a connection, by who made it. A relay stands between them; a peer is one of them.
enum class Side { connecting, listening };

inline Side other(Side side) { return side == Side::connecting ? Side::listening : Side::connecting; }
inline std::size_t index_of(Side side) { return side == Side::connecting ? 0 : 1; }
const char* word_of(Side side);  ///< "connecting" or "listening"

/// Something that happened on a connection of a peer or a relay. Events come in the order in which they happened on the
/// loop; `when` never goes back.
struct Event {
  enum class Kind {
    opened,    ///< a connection came to be; of a relay: both of its connections stand
    refused,   ///< nobody listens there: told each time if a peer was asked to, by a relay once for each connection
    item,      ///< `item` was sent by `side`: told when it is known what it is, and again when it is complete
    sent,      ///< the send `number` is all written to the kernel; `octets` is its length
    unsent,    ///< the connection ended before the send `number` was all written; `octets` of it were
    closed,    ///< `side` sent its FIN, behind `octets` octets
    reset,     ///< `side` reset the connection, or it broke, after `octets` octets of it were read
    held,      ///< the verb `number` stopped `side` before its octet `octets` (a relay has passed so many)
    released,  ///< what the verb `number` held goes on
    cut,       ///< the verb `number` ended both connections; `passed` are the counts
    stalled,   ///< the verb `number` stopped `side` behind `octets` octets
    resumed,   ///< what the verb `number` stalled goes on
    failed,    ///< the system did not do what it was asked to: `note` says what
  };
  Kind kind = Kind::failed;
  std::string name;              ///< of the peer or relay
  std::uint64_t connection = 0;  ///< counted from 1 in the order in which they came to be; 0: none
  Side side = Side::connecting;  ///< who sent it or was stopped; of `sent` and `unsent` the peer's own side
  std::chrono::steady_clock::time_point when;
  std::uint64_t number = 0;  ///< of the send or of the verb
  std::uint64_t octets = 0;
  std::array<std::uint64_t, 2> passed = {};  ///< of `cut`: what went on from the connecting and the listening side
  wire::Item item;
  std::string note;  ///< what else is to be said, a sentence; mostly empty
};

const char* word_of(Event::Kind kind);  ///< "opened", "item", …

}  // namespace zassay::link
