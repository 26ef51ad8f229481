#pragma once

#include <map>
#include <set>
#include <string>

#include "base/json.hpp"
#include "link/event.hpp"

namespace zassay {

/// What the greetings and handshakes of each connection have agreed on, as far as it decides what may come over it.
class WireMechanisms {
 public:
  /// An item as the history has it, with its faults: those that are its own, and of CURVE (RFC 26) that it came in
  /// clear behind a handshake ("CurveZMTP": behind READY and INITIATE there are only MESSAGE commands), and that a
  /// HELLO or WELCOME has the short-term key, or the nonce, of an earlier connection of this cell ("Security
  /// Properties").
  Json take(const link::Event& event);

 private:
  struct Connection {
    std::string mechanism;  ///< of the greeting that came last
    std::set<link::Side> sealed;
  };
  std::map<std::pair<std::string, std::uint64_t>, Connection> connections_;
  std::set<std::string> seen_;  ///< what must be new on each connection
};

}  // namespace zassay
