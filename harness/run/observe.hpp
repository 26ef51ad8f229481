#pragma once

#include <map>
#include <string>

#include "adapter/thread_state.hpp"
#include "run/session.hpp"

namespace zassay {

/// One look at all sides of a cell from outside, through the kernel. "Settled" means that at some moment of the look
/// every thread of every side slept without a time limit, no byte was on its way in a socket, and nothing that an
/// adapter said was unread: from then on nothing happens unless the runner does something.
struct Observation {
  bool settled = false;
  std::string reason;    ///< why not, or why it cannot be told
  bool possible = true;  ///< false where this machine or runtime cannot give the evidence at all
  Json facts = Json::object();
  std::map<pid_t, ThreadState> threads;  ///< of all sides, by kernel thread id, when it is settled
};

/// Looks once; it never waits. `timed_thread` may sleep with a time limit of its own: the call that is looked at.
Observation observe(Session& session, pid_t timed_thread = 0);

/// The kernel thread of the operation's actor; 0 if it has none.
pid_t thread_of(Session& session, const Operation& operation);

/// Whether the thread of the operation's actor sleeps in a poll-like call of the kernel, its call having begun.
bool asleep_in_call(Session& session, const Observation& seen, const Operation& operation);
bool asleep_in_call(Session& session, const Operation& operation);

/// Looks again and again, hearing what the adapters say between, until it is settled or the deadline has passed.
Observation observe_until_settled(Session& session);

/// Whether of all threads only `asker` and those that lead the adapters' processes, which read what the runner asks,
/// ran between two settled looks: what the asker did has set nothing else in motion.
bool nothing_else_ran(Session& session, const Observation& before, const Observation& after, pid_t asker);

/// Looks a few times within a millisecond: whoever has just answered needs a moment to go to sleep again.
Observation observe_soon(Session& session);

/// Pauses between two looks at the kernel: short at first, then longer. Only how soon something is seen depends on it.
class LookInterval {
 public:
  /// Hears at most one message, or lets the pause go by. True if something was heard.
  bool pass(Session& session);
  void reset() { pause_ = std::chrono::microseconds(100); }

 private:
  std::chrono::microseconds pause_{100};
};

}  // namespace zassay
