#pragma once

#include <zmq.h>

namespace zassay::mutants {

/// Takes a message that will not be sent, and returns what a send of it would have.
int swallowed(zmq_msg_t* message);

/// Sleeps in poll(2), where a call of the library would sleep, until a signal comes: -1 and EINTR. Nothing else wakes
/// it.
int sleep_for_ever();

/// Whether a poll waits for a short time. The harness itself waits in such polls; a defect of polling strikes those
/// that only look (0) or that wait without limit.
inline bool waits_a_while(long timeout_ms) { return timeout_ms > 0; }

}  // namespace zassay::mutants
