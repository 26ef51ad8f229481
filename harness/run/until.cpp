// Waiting for evidence. Each kind either came, is contradicted, or is unknown when the cell's time is over.

#include <sys/syscall.h>
#include <unistd.h>

#include <cstring>

#include "run/link_steps.hpp"
#include "run/observe.hpp"
#include "run/signal_names.hpp"
#include "run/story.hpp"
#include "run/waiting.hpp"

namespace zassay {
namespace {

std::string outcome_of(const Operation& operation) { return operation.error.empty() ? "success" : operation.error; }

Reply already_returned(const Operation& operation) {
  return {Answer::contradicted, operation.name + " has returned already, with " + outcome_of(operation)};
}

Ended wait_asleep(Session& session, const std::string& name, const std::string& call, bool settled) {
  Operation& operation = *session.latest(name);
  const auto question = [&]() -> Reply {
    if (operation.done) return already_returned(operation);
    if (operation.in_call.empty()) return {Answer::not_yet, name + " has not begun its call"};
    if (!call.empty() && operation.in_call != call) return {Answer::not_yet, name + " is in " + operation.in_call};
    if (!settled)
      return asleep_in_call(session, operation) ? Reply{Answer::came, {}, {{"call", operation.in_call}}}
                                                : Reply{Answer::not_yet, name + " is not seen asleep"};
    Observation seen = observe(session);
    if (!seen.settled) return {Answer::not_yet, seen.reason};
    if (!asleep_in_call(session, seen, operation))
      return {Answer::not_yet, name + " is not asleep in a poll-like call"};
    if (session.hear(Clock::now())) return {Answer::not_yet, "an adapter had something to say"};
    seen.facts["call"] = operation.in_call;
    return {Answer::came, {}, seen.facts};
  };
  return wait_for(session, settled ? "blocked" : "asleep", {{"op", operation.number}}, question);
}

Ended wait_settled(Session& session) {
  return wait_for(session, "settled", Json::object(), [&]() -> Reply {
    const Observation seen = observe(session);
    if (!seen.settled) return {Answer::not_yet, seen.reason};
    if (session.hear(Clock::now())) return {Answer::not_yet, "an adapter had something to say"};
    return {Answer::came, {}, seen.facts};
  });
}

/// Whether the handler ran for the operation's last signal, as far as the adapter tells.
bool handler_ran(Session& session, const Operation& operation) {
  Side& side = session.side(operation.side);
  const auto actor = side.actors.find(operation.actor);
  if (actor == side.actors.end()) return false;
  return session.handled_by_thread[actor->second] + side.handled > operation.handled_at_signal;
}

Ended wait_returned(Session& session, const std::string& name, const std::string& error) {
  Operation& operation = *session.latest(name);
  const auto judge = [&](const std::string& got) -> Reply {
    if (got == error) return {Answer::came, {}, {{"error", got}}};
    return {Answer::contradicted, name + " returned " + (got.empty() ? "success" : got) + " where " +
                                      (error.empty() ? "success" : error) + " is due"};
  };
  const auto question = [&]() -> Reply {
    if (operation.returns_seen < operation.returns.size())
      return judge(operation.returns[operation.returns_seen++].error);
    if (operation.done) return judge(operation.error);
    // After a signal the call's own time limit is no reason to wait: it should have ended at once.
    const Observation seen = observe(session, operation.signalled ? thread_of(session, operation) : 0);
    if (!seen.settled || !asleep_in_call(session, seen, operation) || session.hear(Clock::now())) {
      return {Answer::not_yet, seen.settled ? name + " has not returned" : seen.reason};
    }
    if (operation.signalled && !handler_ran(session, operation))
      return {Answer::not_yet, "the handler was not seen to run"};
    return {Answer::contradicted,
            name + (operation.signalled ? ": the handler ran, and the call sleeps on in " : " sleeps on in ") +
                operation.in_call + " with everything settled and no timer running"};
  };
  Json about{{"op", operation.number}};
  if (!error.empty()) about["error"] = error;
  return wait_for(session, "returned", std::move(about), question);
}

Ended wait_handled(Session& session, const std::string& name) {
  Operation& operation = *session.latest(name);
  return wait_for(session, "handled", {{"op", operation.number}}, [&]() -> Reply {
    if (handler_ran(session, operation)) return {Answer::came};
    return {Answer::not_yet, "no signal handler has run on the thread of " + name};
  });
}

Ended wait_events(Session& session, const std::string& kind, const std::string& socket, const std::string& event,
                  std::int64_t count) {
  const SocketState& state = session.socket(socket);
  return wait_for(session, kind, {{"socket", socket}, {"name", event}}, [&]() -> Reply {
    const auto found = state.events.find(event);
    const std::int64_t so_far = found == state.events.end() ? 0 : found->second;
    if (so_far >= count) return {Answer::came, {}, {{"count", so_far}}};
    const std::string lacking =
        socket + " was told " + event + " " + std::to_string(so_far) + " of " + std::to_string(count) + " times";
    return unless_settled(session, lacking);
  });
}

Ended wait_freed(Session& session, const std::string& message, std::int64_t times) {
  return wait_for(session, "freed", {{"message", message}}, [&]() -> Reply {
    const int so_far = session.freed[message];
    if (so_far >= times) return {Answer::came, {}, {{"times", so_far}}};
    const std::string lacking = "the buffer of " + message + " was released " + std::to_string(so_far) + " times";
    return unless_settled(session, lacking);
  });
}

Ended wait_gone(Session& session, const std::string& name) {
  Side& side = session.side(name);
  return wait_for(session, "gone", {{"side", name}}, [&]() -> Reply {
    if (!side.lease || side.lease->process->ended()) return {Answer::came};
    return {Answer::not_yet, "the process of side " + name + " is still there"};
  });
}

/// A signal is aimed: it goes out when the call sleeps and nothing but the runner could wake it. Sent at a thread that
/// something else had just woken it would hit between two sleeps, and prove nothing.
Ended take_aim(Session& session, const Operation& operation) {
  return wait_for(session, "asleep", {{"op", operation.number}}, [&]() -> Reply {
    if (operation.done) return already_returned(operation);
    const Observation seen = observe(session, thread_of(session, operation));
    if (!seen.possible) return {Answer::came, seen.reason};  // the best that such a runtime allows
    if (!seen.settled) return {Answer::not_yet, seen.reason};
    if (!asleep_in_call(session, seen, operation) || session.hear(Clock::now())) {
      return {Answer::not_yet, operation.name + " is not asleep in its call"};
    }
    return {Answer::came, {}, {{"call", operation.in_call}, {"settled", true}}};
  });
}

}  // namespace

Ended step_until(Session& session, const Step& step) {
  const Json& given = step.arguments;
  const auto has = [&given](const char* key) { return given.contains(key); };
  const auto text = [&given](const char* key) { return string_member(given, key); };
  const std::string error = text("error") == "none" ? "" : text("error");
  if (has("asleep")) return wait_asleep(session, text("asleep"), text("in"), false);
  if (has("blocked")) return wait_asleep(session, text("blocked"), text("in"), true);
  if (has("settled")) return wait_settled(session);
  if (has("returned")) return wait_returned(session, text("returned"), error);
  if (has("handled")) return wait_handled(session, text("handled"));
  if (has("subscribed")) return wait_subscribed(session, text("subscribed"), text("at"));
  if (has("connected")) {
    if (session.cell().transport == "inproc") {
      session.evidence("connected", "came", {{"socket", text("connected")}, {"facts", {{"transport", "inproc"}}}});
      return std::nullopt;
    }
    return wait_events(session, "connected", text("connected"), "HANDSHAKE_SUCCEEDED",
                       integer_member(given, "count", 1));
  }
  if (has("event")) {
    const Json& event = given["event"];
    return wait_events(session, "event", string_member(event, "socket"), string_member(event, "name"),
                       integer_member(event, "count", 1));
  }
  if (has("freed")) return wait_freed(session, text("freed"), integer_member(given, "times", 1));
  if (has("gone")) return wait_gone(session, text("gone"));
  for (const char* kind : {"held", "passed", "cut", "stalled", "linked"}) {
    if (has(kind)) return wait_link(session, kind, given);
  }
  return Conclusion{"error", "this `until` has no kind that the runner knows", "unknown-until", 0, step.mark.line};
}

Ended step_signal(Session& session, const Step& step) {
  Operation& operation = *session.latest(string_member(step.arguments, "to"));
  Side& side = session.side(operation.side);
  const pid_t thread = side.actors[operation.actor];
  const std::string name = string_member(step.arguments, "number", "SIGUSR1");
  const auto number = signal_number(name);
  if (!number) return Conclusion{"error", "the runner cannot send " + name, "signal", 0, step.mark.line};
  if (!step.arguments.value("wherever", false)) {
    if (Ended ended = take_aim(session, operation)) return ended;
  }
  operation.signalled = true;
  operation.handled_at_signal = session.handled_by_thread[thread] + side.handled;
  operation.returns_seen = operation.returns.size();
  session.record({{"event", "signal"}, {"op", operation.number}, {"number", name}, {"thread", thread}});
  if (::syscall(SYS_tgkill, side.process().process(), thread, *number) == 0) return std::nullopt;
  return Conclusion{"error", "cannot signal the thread of " + operation.name + ": " + std::strerror(errno), "signal",
                    operation.number, step.mark.line};
}

Ended step_kill(Session& session, const Step& step) {
  Side& side = session.side(string_member(step.arguments, "side"));
  if (!side.usable()) return std::nullopt;
  side.killed = true;
  side.process().end(Ending::kill);
  session.record({{"event", "exit"}, {"side", side.name}, {"signal", "SIGKILL"}});
  side.contexts.clear();
  side.actors.clear();
  for (auto& [name, socket] : session.sockets()) {
    if (socket.spec->side != side.name || !socket.open) continue;
    socket.open = false;
    session.record({{"event", "closed"}, {"socket", name}});
  }
  for (Operation& operation : session.operations()) {
    if (operation.side == side.name && !operation.done) {
      operation.done = true;
      operation.error = "broken";
    }
  }
  return std::nullopt;
}

}  // namespace zassay
