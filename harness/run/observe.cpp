#include "run/observe.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "adapter/timer_descriptors.hpp"
#include "run/queue_look.hpp"

namespace zassay {
namespace {

using std::chrono::microseconds;

struct Look {
  std::map<pid_t, ThreadState> threads;
  std::string reason;  ///< empty when all threads sleep without a time limit
  bool possible = true;
};

Look look_at_threads(Session& session, pid_t timed_thread) {
  Look look;
  for (auto& [name, side] : session.sides()) {
    if (!side.usable()) continue;
    if (!side.process().hello().can("thread_state")) {
      look.possible = false;
      look.reason = "the adapter of side " + name + " does not map calls to kernel threads";
      return look;
    }
    const auto threads = session.thread_states.read(side.process().process());
    if (!threads) {
      look.possible = threads.error().code != "no-rights";
      look.reason = threads.error().sentence;
      return look;
    }
    for (const ThreadState& thread : *threads) {
      look.threads[thread.thread] = thread;
      if (!look.reason.empty()) continue;
      const std::string who = "thread " + std::to_string(thread.thread) + " of side " + name;
      if (!is_asleep(thread))
        look.reason = who + " is running";
      else if (sleeps_with_timeout(thread) && thread.thread != timed_thread)
        look.reason = who + " waits for a timer";
    }
  }
  return look;
}

/// A timer that no thread's call tells of: an event loop that waits for a timerfd waits without a limit.
std::string armed_timer(Session& session) {
  for (auto& [name, side] : session.sides()) {
    if (!side.usable()) continue;
    const auto armed = has_armed_timer(side.process().process());
    if (!armed) return armed.error().sentence;
    if (*armed) return "a timer of side " + name + " is set";
  }
  return {};
}

std::string bytes_on_their_way(Session& session) {
  std::vector<pid_t> processes;
  for (auto& [name, side] : session.sides()) {
    if (side.usable()) processes.push_back(side.process().process());
  }
  if (session.cell().transport == "inproc") return {};
  std::vector<int> own;
  if (std::string reason = session.wire.moving(own); !reason.empty()) return reason;
  const auto queues = session.queues.read(processes, own);
  if (!queues) return queues.error().sentence;
  return moving_bytes(*queues);
}

std::uint64_t switches_of(const ThreadState& thread) { return thread.voluntary_switches + thread.involuntary_switches; }

bool same_switches(const Look& before, const Look& after) {
  if (before.threads.size() != after.threads.size()) return false;
  for (const auto& [id, thread] : before.threads) {
    const auto found = after.threads.find(id);
    if (found == after.threads.end() || switches_of(found->second) != switches_of(thread)) return false;
  }
  return true;
}

}  // namespace

Observation observe(Session& session, pid_t timed_thread) {
  Observation seen;
  const Look before = look_at_threads(session, timed_thread);
  seen.possible = before.possible;
  seen.threads = before.threads;
  if (!before.reason.empty()) {
    seen.reason = before.reason;
    return seen;
  }
  seen.reason = armed_timer(session);
  if (seen.reason.empty()) seen.reason = bytes_on_their_way(session);
  if (!seen.reason.empty()) return seen;
  const Look after = look_at_threads(session, timed_thread);
  if (!after.reason.empty()) {
    seen.reason = after.reason;
  } else if (!same_switches(before, after)) {
    seen.reason = "a thread ran between two looks";
  } else {
    seen.settled = true;
    seen.threads = after.threads;
    seen.facts = {{"threads", after.threads.size()}};
  }
  return seen;
}

pid_t thread_of(Session& session, const Operation& operation) {
  const auto side = session.sides().find(operation.side);
  if (side == session.sides().end()) return 0;
  const auto actor = side->second.actors.find(operation.actor);
  return actor == side->second.actors.end() ? 0 : actor->second;
}

bool asleep_in_call(Session& session, const Observation& seen, const Operation& operation) {
  if (operation.done || operation.in_call.empty()) return false;
  const auto thread = seen.threads.find(thread_of(session, operation));
  return thread != seen.threads.end() && sleeps_in_poll(thread->second);
}

bool asleep_in_call(Session& session, const Operation& operation) {
  Observation seen;
  seen.threads = look_at_threads(session, 0).threads;
  return asleep_in_call(session, seen, operation);
}

namespace {

Observation observe_up_to(Session& session, int looks) {
  LookInterval interval;
  for (int look = 1;; ++look) {
    session.hear_all();
    Observation seen = observe(session);
    // What was said before the look must have been heard: an unread reply would be bytes on their way.
    if (seen.settled && session.hear(Clock::now())) {
      seen.settled = false;
      seen.reason = "an adapter had something to say";
    }
    if (seen.settled || !seen.possible || look == looks || session.past_deadline() || session.broken_end()) return seen;
    interval.pass(session);
  }
}

}  // namespace

Observation observe_until_settled(Session& session) { return observe_up_to(session, std::numeric_limits<int>::max()); }

Observation observe_soon(Session& session) { return observe_up_to(session, 5); }

bool nothing_else_ran(Session& session, const Observation& before, const Observation& after, pid_t asker) {
  std::set<pid_t> askers{asker};
  for (auto& [name, side] : session.sides()) {
    if (side.usable()) askers.insert(side.process().process());
  }
  if (before.threads.size() != after.threads.size()) return false;
  return std::all_of(before.threads.begin(), before.threads.end(), [&](const auto& known) {
    const auto found = after.threads.find(known.first);
    if (found == after.threads.end()) return false;
    return askers.contains(known.first) || switches_of(found->second) == switches_of(known.second);
  });
}

bool LookInterval::pass(Session& session) {
  const bool heard = session.hear(std::min(Clock::now() + pause_, session.deadline()));
  pause_ = std::min(pause_ * 3 / 2, microseconds(5000));
  return heard;
}

}  // namespace zassay
