#pragma once

#include <string>
#include <vector>

namespace zassay::words {

using Words = std::vector<std::string>;

/// The closed vocabularies of docs/case-format.md and docs/adapter-protocol.md.
const Words& socket_types();
const Words& transports();
const Words& levels();
const Words& errors();       ///< POSIX and ZeroMQ errno names, and "none"
const Words& error_names();  ///< the same without "none"
const Words& signals();
const Words& flags();
const Words& poll_events();
const Words& monitor_events();
const Words& capabilities();
const Words& message_properties();
const Words& sleeping_calls();
const Words& handler_modes();
const Words& relay_calls();
const Words& send_calls();
const Words& on_eintr();
const Words& causes();  ///< of the loss ledger, docs/verdicts.md
/// A socket type that talks to the given one; empty if there is none. RFC 37, "The Socket-Type Property".
std::string counterpart_of(const std::string& type);
/// Whether two socket types talk to each other.
bool are_compatible(const std::string& type, const std::string& other);
const Words& timer_calls();  ///< of the timers that a thread has
const Words& null_calls();   ///< calls of the library that can be made without their object
const Words& peer_types();   ///< the socket types, and "counterpart"
const Words& versions();     ///< of ZMTP
const Words& mechanisms();   ///< of ZMTP
const Words& closings();     ///< how a connection ends
const Words& initiate_flaws();
const Words& all();  ///< the one word "all"

}  // namespace zassay::words
