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
  /// An item as the history has it, with its faults: those that are its own, and that it came in clear behind a
  /// handshake of CURVE (RFC 26, "CurveZMTP": behind READY and INITIATE there are only MESSAGE commands).
  Json take(const link::Event& event);

 private:
  struct Connection {
    std::string mechanism;  ///< of the greeting that came last
    std::set<link::Side> sealed;
  };
  std::map<std::pair<std::string, std::uint64_t>, Connection> connections_;
};

}  // namespace zassay
