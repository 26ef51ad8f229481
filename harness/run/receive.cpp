// Receiving: single calls, and collections that end by their goal or by the proof that nothing more can come.

#include <algorithm>

#include "run/observe.hpp"
#include "run/story.hpp"

namespace zassay {
namespace {

constexpr std::int64_t digest_above_bytes = 128;
constexpr std::int64_t bulk_messages = 4096;
/// How long the adapter polls before the runner looks at the kernel again; only how soon it looks depends on it.
constexpr std::int64_t longest_slice_ms = 5;
/// A refused call may itself set the library in motion (libzmq: it answers a peer that is leaving), and what comes of
/// that may be a message. An adapter with threads of its own that run at each call never shows that nothing did: so
/// many settled and refused rounds in a row prove it too.
constexpr int refused_rounds_limit = 16;

/// What a collection waits for.
struct Goal {
  std::string socket;
  std::int64_t count = -1;           ///< messages; -1: not by count
  std::vector<std::string> through;  ///< streams
  Operation* returned = nullptr;
  std::uint64_t received_before = 0;

  bool reached(Session& session) const {
    if (returned != nullptr) return returned->done;
    if (count >= 0) return taken(session) >= count;
    if (through.empty()) return false;
    return std::all_of(through.begin(), through.end(), [&](const std::string& name) {
      const StreamState& stream = session.stream(name);
      const auto delivered = stream.delivered.find(socket);
      return !stream.newest_accepted ||
             (delivered != stream.delivered.end() && delivered->second.contains(*stream.newest_accepted));
    });
  }
  std::int64_t taken(Session& session) const {
    return static_cast<std::int64_t>(session.socket(socket).received - received_before);
  }
  /// Whether messages are meant to come: then one waits for them before one looks whether there are none.
  bool expects_more() const { return count >= 0 || !through.empty(); }
  std::int64_t next_bulk(Session& session) const {
    const std::string& type = session.socket(socket).spec->type;
    if (returned != nullptr || type == "REQ" || type == "REP") return 1;  // lock step: one message, then a send
    return count >= 0 ? std::min(bulk_messages, count - taken(session)) : bulk_messages;
  }
};

/// One DONTWAIT call for up to `count` messages. `empty` when it ended with EAGAIN and brought nothing.
Ended take(Session& session, const std::string& socket, std::int64_t count, std::uint64_t taken_before, bool& empty,
           bool& more) {
  const std::uint64_t before = session.socket(socket).received;
  Operation& operation =
      session.invoke(socket_operation(*session.socket(socket).spec, "recv"),
                     {{"count", count}, {"flags", {"DONTWAIT"}}, {"digest_above", digest_above_bytes}});
  if (Ended ended = session.await(operation)) return ended;
  // In lock step nothing more may be received after a message: for a collection that is the same as nothing there.
  const bool other_turn = operation.error == "EFSM" && session.socket(socket).received > taken_before;
  if (!operation.error.empty() && operation.error != "EAGAIN" && !other_turn) {
    return Conclusion{"unexpected",
                      "recv on " + socket + " returned " + operation.error + " where only EAGAIN may end it", "",
                      operation.number, session.line};
  }
  more = operation.error.empty();
  if (more && operation.reply["messages"].empty()) {  // it would be asked again and again
    return Conclusion{"violation", "the adapter says that recv on " + socket + " succeeded, and tells of no message",
                      "garbage", operation.number, session.line};
  }
  empty = !more && session.socket(socket).received == before;
  return std::nullopt;
}

/// Lets the adapter wait for a message, or the slice go by; other replies are heard meanwhile.
Ended wait_readable(Session& session, const std::string& socket, std::int64_t slice_ms, bool& readable) {
  Operation operation = socket_operation(*session.socket(socket).spec, "poll");
  operation.actor = session.socket(socket).actor;
  operation.socket.clear();
  Json items = Json::array({{{"socket", socket}, {"events", {"IN"}}}});
  Operation& poll = session.invoke(std::move(operation), {{"items", items}, {"timeout_ms", slice_ms}});
  if (Ended ended = session.await(poll)) return ended;
  readable = integer_member(poll.reply, "count") > 0;
  return std::nullopt;
}

/// The end of a collection that can get nothing more.
Ended starve(Session& session, const Goal& goal, const Observation& seen) {
  session.evidence("starved", "came", {{"socket", goal.socket}, {"facts", seen.facts}});
  if (goal.returned == nullptr || goal.returned->done) return std::nullopt;
  return Conclusion{"stuck",
                    goal.returned->name + " must return here: " + goal.socket +
                        " has taken everything, but the call is still asleep, everything is settled and no timer runs",
                    "", goal.returned->number, session.line};
}

/// Asked after a refused call that began when everything was settled, `seen`: whether nothing more can come, because
/// everything is settled again and that call has set nothing in motion. `seen` becomes the newest look.
bool nothing_came_of_it(Session& session, const Goal& goal, Observation& seen, int& refused_rounds) {
  const Observation before = seen;
  seen = observe_until_settled(session);
  if (!seen.settled) {
    refused_rounds = 0;
    return false;
  }
  const pid_t asker = thread_of(session, socket_operation(*session.socket(goal.socket).spec, "recv"));
  return nothing_else_ran(session, before, seen, asker) || ++refused_rounds >= refused_rounds_limit;
}

Ended collect(Session& session, const Goal& goal) {
  bool settled_before = false;
  int refused_rounds = 0;
  const std::int64_t first_slice_ms = goal.expects_more() ? longest_slice_ms : 0;
  std::int64_t slice_ms = first_slice_ms;
  Observation seen;
  while (!goal.reached(session)) {
    bool empty = false;
    bool more = false;
    if (Ended ended = take(session, goal.socket, goal.next_bulk(session), goal.received_before, empty, more))
      return ended;
    if (more || !empty) {
      settled_before = false;
      refused_rounds = 0;
      slice_ms = first_slice_ms;
      continue;
    }
    if (goal.reached(session)) break;
    if (settled_before) {
      if (nothing_came_of_it(session, goal, seen, refused_rounds)) return starve(session, goal, seen);
      if (seen.settled) continue;
    }
    if (slice_ms > 0) {
      bool readable = false;
      if (Ended ended = wait_readable(session, goal.socket, slice_ms, readable)) return ended;
      if (readable) {
        slice_ms = 0;  // what is readable and not there is looked at
        continue;
      }
    }
    slice_ms = std::min(longest_slice_ms, slice_ms + 1);
    seen = observe_soon(session);
    settled_before = seen.settled;
    if (Ended ended = session.broken_end()) return ended;
    if (session.past_deadline()) {
      const std::string reason = seen.reason.empty() ? "messages kept coming" : seen.reason;
      session.evidence("starved", "unknown", {{"socket", goal.socket}, {"reason", reason}});
      return Conclusion{"unknown", "cannot tell whether more would come to " + goal.socket + ": " + reason, "", 0,
                        session.line};
    }
  }
  return std::nullopt;
}

}  // namespace

Ended step_receive(Session& session, const Step& step) {
  const Json& given = step.arguments;
  if (step.started || given.contains("flags")) {
    Operation operation = socket_operation(*session.socket(step.target).spec, "recv", step.name);
    Json arguments{{"count", integer_member(given, "count", 1)}, {"digest_above", digest_above_bytes}};
    for (const char* key : {"flags", "room"}) {
      if (given.contains(key)) arguments[key] = given[key];
    }
    return carry_out(session, step, std::move(operation), std::move(arguments));
  }
  Goal goal;
  goal.socket = step.target;
  goal.received_before = session.socket(step.target).received;
  const bool open_ended = given.contains("through") || given.contains("until") || given.contains("rest");
  if (!open_ended) goal.count = integer_member(given, "count", 1);
  for (const Json& name : given.value("through", Json::array())) goal.through.push_back(name.get<std::string>());
  if (given.contains("until")) goal.returned = session.latest(string_member(given["until"], "returned"));
  return collect(session, goal);
}

}  // namespace zassay
