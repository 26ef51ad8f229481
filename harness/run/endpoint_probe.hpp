#pragma once

#include <cstdint>
#include <string>

#include "base/result.hpp"

namespace zassay {

/// What a socket that listens somewhere says of itself to whoever connects.
struct EndpointAnswer {
  std::string version;      ///< "3.1"
  std::string mechanism;    ///< "NULL"
  std::string type;         ///< its Socket-Type; empty where it has not told it
  bool is_refused = false;  ///< it ended the connection without telling its type
};

/// Connects as a socket of the type `as`, and reads the greeting and READY of the other side. Errors: those of
/// link::Peer::connect; "no-answer" (nobody listens there, or what comes within the time is no ZMTP of version 3).
Result<EndpointAnswer> probe_endpoint(const std::string& endpoint, const std::string& as, std::int64_t limit_ms);

/// "tcp" or "ipc"; empty of anything else.
std::string transport_of(const std::string& endpoint);

}  // namespace zassay
