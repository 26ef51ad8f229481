#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

namespace zassay::model {

/// The options of a socket that have a meaning here, with their defaults (zmq_setsockopt(3)).
struct Options {
  int send_mark = 1000;                  ///< SNDHWM, messages; 0: no limit
  int receive_mark = 1000;               ///< RCVHWM
  std::size_t greatest_size = SIZE_MAX;  ///< of a part that is sent, as the context has it (API-CTX-12)
  int linger_ms = -1;         ///< LINGER: how long what was accepted is kept for a peer that is not there; -1: for ever
  int receive_limit_ms = -1;  ///< RCVTIMEO; -1: for ever
  int send_limit_ms = -1;     ///< SNDTIMEO
  int conflate = 0;           ///< CONFLATE
  int mandatory = 0;          ///< ROUTER_MANDATORY
  int handover = 0;           ///< ROUTER_HANDOVER
  int probe = 0;              ///< PROBE_ROUTER
  int correlate = 0;          ///< REQ_CORRELATE
  int relaxed = 0;            ///< REQ_RELAXED
  int verbose = 0;            ///< XPUB_VERBOSE: each subscription is told
  int verboser = 0;           ///< XPUB_VERBOSER: each cancel as well
  int no_drop = 0;            ///< XPUB_NODROP
  int manual = 0;             ///< XPUB_MANUAL
  int inverted = 0;           ///< INVERT_MATCHING
  int last_value = 0;         ///< XPUB_MANUAL_LAST_VALUE
  int only_first = 0;         ///< ONLY_FIRST_SUBSCRIBE
  std::string routing_id;     ///< ROUTING_ID
  std::string next_peer_id;   ///< CONNECT_ROUTING_ID: of the peer of the next connect
  std::string welcome;        ///< XPUB_WELCOME_MSG
  std::map<int, long> others;  ///< what was set of those that mean nothing over inproc, by number

  /// 0, or EINVAL for an unknown option, one of another type of socket, a wrong length or a value out of range; then
  /// nothing is changed (API-OPT-02).
  int set(int type, int option, const void* value, std::size_t size);
  /// 0, or EINVAL for an unknown option or too small a buffer (API-GETOPT-06).
  int get(int type, int option, void* value, std::size_t* size) const;
};

/// Copies the value of an option into the buffer of zmq_getsockopt and sets the size; EINVAL if it is too small.
int give(const void* from, std::size_t length, void* value, std::size_t* size);

}  // namespace zassay::model
