// Operations: how they are asked for, written down and waited for.

#include <algorithm>

#include "run/observe.hpp"
#include "run/session.hpp"

namespace zassay {

using std::chrono::milliseconds;

/// Whether a check is about how long it takes.
bool Session::is_timed(const Operation& operation) const {
  return !operation.name.empty() &&
         std::any_of(cell_.expect.begin(), cell_.expect.end(), [&operation](const Expectation& expectation) {
           return expectation.check == "elapsed" && string_member(expectation.arguments, "op") == operation.name;
         });
}

/// Numbers it, and writes its `invoke`.
Operation& Session::enter(Operation operation, const Json& arguments) {
  operation.number = operations_.size() + 1;
  operation.line = line;
  operation.tearing_down = tearing_down;
  operations_.push_back(std::move(operation));
  Operation& stored = operations_.back();
  if (!stored.name.empty()) by_name_[stored.name] = &stored;
  Json event{{"event", "invoke"},
             {"op", stored.number},
             {"call", stored.call},
             {"side", stored.side},
             {"arguments", arguments}};
  if (!stored.actor.empty()) event["actor"] = stored.actor;
  if (!stored.socket.empty()) event["socket"] = stored.socket;
  if (!stored.name.empty()) event["name"] = stored.name;
  if (!stored.message.empty()) event["message"] = stored.message;
  record(std::move(event));
  return stored;
}

Operation& Session::invoke(Operation operation, Json arguments) {
  const auto socket = sockets_.find(operation.socket);
  if (socket != sockets_.end()) operation.actor = socket->second.actor;
  if (operation.call == "context.term") operation.context = string_member(arguments, "context");
  Operation& stored = enter(std::move(operation), arguments);
  Side& side = sides_.at(stored.side);
  arguments["op"] = stored.call;
  if (!stored.actor.empty()) arguments["actor"] = stored.actor;
  if (!stored.socket.empty()) arguments["socket"] = stored.socket;
  if (!stored.message.empty()) arguments["message"] = stored.message;
  if (!side.usable()) {
    stored.done = true;
    stored.error = "broken";
    return stored;
  }
  if (is_timed(stored)) stored.at_request = read_processor_time(side.process().process());
  auto id = side.process().request(std::move(arguments));
  if (id) {
    by_request_[{stored.side, *id}] = &stored;
  } else {
    stored.done = true;
    stored.error = "broken";
    if (!broken_) broken_ = Conclusion{"violation", id.error().sentence, id.error().code, stored.number, line};
  }
  return stored;
}

void Session::note(Operation operation, const Json& arguments, const Json& result, const std::string& error) {
  Operation& stored = enter(std::move(operation), arguments);
  stored.done = true;
  stored.error = error;
  stored.reply = result;
  const std::int64_t now_ns = history_.now_ns();
  record({{"event", "complete"},
          {"op", stored.number},
          {"error", error.empty() ? Json() : Json(error)},
          {"result", result},
          {"from", now_ns},
          {"to", now_ns}});
}

Ended Session::await(Operation& operation) {
  auto probe_interval = milliseconds(10);
  auto next_probe = Clock::now() + probe_interval;
  while (!operation.done) {
    if (broken_) return broken_;
    const bool heard = hear(std::min(next_probe, deadline_));
    if (operation.done || heard) continue;
    if (past_deadline()) {
      if (Ended ended = broken_end()) return ended;
      if (Ended ended = hung_end(operation)) return ended;
      continue;
    }
    if (Clock::now() < next_probe) continue;
    note_processor_time(operation);
    if (!operation.in_call.empty()) {
      const Observation seen = observe(*this);
      if (seen.settled && asleep_in_call(*this, operation) && !hear(Clock::now()) && !operation.done) {
        if (Ended ended = broken_end()) return ended;
        evidence("blocked", "came", {{"op", operation.number}, {"facts", seen.facts}});
        return Conclusion{"stuck",
                          operation.call + " on " + (operation.socket.empty() ? operation.actor : operation.socket) +
                              " must return here, but it sleeps in " + operation.in_call +
                              ", everything is settled and no timer runs",
                          "", operation.number, operation.line};
      }
    }
    probe_interval = std::min(probe_interval * 2, milliseconds(100));
    next_probe = Clock::now() + probe_interval;
  }
  return broken_ ? broken_ : refusal_of(operation);
}

Ended Session::refusal_of(const Operation& operation) {
  if (operation.error == "unsupported") {
    return Conclusion{"unsupported", operation.call + ": " + string_member(operation.reply, "sentence"), "",
                      operation.number, operation.line};
  }
  if (operation.error == "bad_request") {
    return Conclusion{
        "violation",
        "the adapter refused " + operation.call + " as a bad request: " + string_member(operation.reply, "sentence"),
        "bad-request", operation.number, operation.line};
  }
  return std::nullopt;
}

Ended Session::await_success(Operation& operation) {
  if (Ended ended = await(operation)) return ended;
  if (operation.error.empty() || operation.may_fail || (!operation.name.empty() && may_fail(operation.name)))
    return std::nullopt;
  return Conclusion{"unexpected",
                    operation.call + (operation.socket.empty() ? "" : " on " + operation.socket) + " returned " +
                        operation.error + " where the case has success",
                    "", operation.number, operation.line};
}

}  // namespace zassay
