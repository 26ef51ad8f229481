#include "run/observe.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "run/queue_look.hpp"

namespace zassay {
namespace {

using std::chrono::microseconds;

struct Look {
  std::map<pid_t, ThreadState> threads;
  std::string reason;  ///< empty when all threads sleep without a time limit
  bool possible = true;
};

/// Why a thread is not asleep for good; empty if it is.
std::string why_awake(const std::string& side, const ThreadState& thread, pid_t timed_thread) {
  if (is_asleep(thread) && (!sleeps_with_timeout(thread) || thread.thread == timed_thread)) return {};
  const std::string what = is_asleep(thread) ? " waits for a timer" : " is running";
  return "thread " + std::to_string(thread.thread) + " of side " + side + what;
}

/// A quick look ends at the first thread that is not asleep for good: it can only say that nothing is settled.
Look look_at_threads(Session& session, pid_t timed_thread, ThreadStates::Depth depth) {
  Look look;
  for (auto& [name, side] : session.sides()) {
    if (!side.usable()) continue;
    if (!side.process().hello().can("thread_state")) {
      look.possible = false;
      look.reason = "the adapter of side " + name + " does not map calls to kernel threads";
      return look;
    }
    const auto threads = session.thread_states.read(side.process().process(), depth);
    if (!threads) {
      look.possible = threads.error().code != "no-rights";
      look.reason = threads.error().sentence;
      return look;
    }
    for (const ThreadState& thread : *threads) {
      look.threads[thread.thread] = thread;
      look.reason = why_awake(name, thread, timed_thread);
      if (look.reason.empty()) continue;
      session.unsettled_by = {name, thread.thread, false, 0};
      return look;
    }
  }
  return look;
}

/// What goes on that no thread's call tells of: an event loop that waits for a timerfd waits without a limit; and bytes
/// may be on their way in sockets.
std::string what_goes_on(Session& session) {
  std::vector<OpenDescriptors> processes;
  for (auto& [name, side] : session.sides()) {
    if (!side.usable()) continue;
    auto open = read_open_descriptors(side.process().process());
    if (!open) return open.error().sentence;
    if (has_armed_timer(*open)) return "a timer of side " + name + " is set";
    processes.push_back(std::move(*open));
  }
  if (session.cell().transport == "inproc") return {};
  std::vector<int> own;
  if (std::string reason = session.wire.moving(own); !reason.empty()) return reason;
  processes.push_back(read_own_descriptors(own));
  const auto queues = session.queues.read(processes);
  if (!queues) return queues.error().sentence;
  std::string reason = moving_bytes(*queues);
  if (!reason.empty()) session.unsettled_by = {{}, 0, true, 0};
  return reason;
}

/// What kept the last look from being settled mostly still does, which a small part of a look shows. It never shows
/// that all is settled; and now and then all is looked at, whatever it shows.
std::string still_unsettled(Session& session, pid_t timed_thread) {
  constexpr int enough = 8;
  UnsettledBy& last = session.unsettled_by;
  std::string reason;
  if (last.looked_again++ < enough) {
    if (last.bytes) reason = moving_bytes(session.queues.read_again());
    if (last.thread != 0 && session.side(last.side).usable()) {
      const auto thread = session.thread_states.read_again(session.side(last.side).process().process(), last.thread);
      if (thread) reason = why_awake(last.side, *thread, timed_thread);
    }
  }
  if (reason.empty()) last = {};
  return reason;
}

bool same_switches(const Look& before, const Look& after) {
  if (before.threads.size() != after.threads.size()) return false;
  for (const auto& [id, thread] : before.threads) {
    const auto found = after.threads.find(id);
    if (found == after.threads.end() || found->second.switches != thread.switches) return false;
  }
  return true;
}

}  // namespace

Observation observe(Session& session, pid_t timed_thread) {
  Observation seen;
  seen.reason = still_unsettled(session, timed_thread);
  if (!seen.reason.empty()) return seen;
  const Look before = look_at_threads(session, timed_thread, ThreadStates::Depth::quick);
  seen.possible = before.possible;
  if (!before.reason.empty()) {
    seen.reason = before.reason;
    return seen;
  }
  seen.reason = what_goes_on(session);
  if (!seen.reason.empty()) return seen;
  const Look after = look_at_threads(session, timed_thread, ThreadStates::Depth::whole);
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
  const auto side = session.sides().find(operation.side);
  if (operation.done || operation.in_call.empty() || side == session.sides().end() || !side->second.usable())
    return false;
  const AdapterProcess& adapter = side->second.process();
  if (!adapter.hello().can("thread_state")) return false;
  const auto thread = read_thread_state(adapter.process(), thread_of(session, operation));
  return thread && sleeps_in_poll(*thread);
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
    return askers.contains(known.first) || found->second.switches == known.second.switches;
  });
}

bool LookInterval::pass(Session& session) {
  const bool heard = session.hear(std::min(Clock::now() + pause_, session.deadline()));
  pause_ = std::min(pause_ * 4 / 3, microseconds(15'000));
  return heard;
}

}  // namespace zassay
