#include "run/session.hpp"

#include <algorithm>

#include "run/observe.hpp"

namespace zassay {
namespace {

using std::chrono::milliseconds;

/// The operations whose outcome the case itself judges: they may fail without ending the story.
std::set<std::string> judged_operations(const Case& cell) {
  std::set<std::string> names;
  for (const Expectation& expectation : cell.expect) {
    if (expectation.check == "elapsed") continue;  // how long it took, whatever it returned
    const std::string name = string_member(expectation.arguments, "op");
    if (!name.empty()) names.insert(name);
  }
  const auto visit = [&names](const auto& self, const std::vector<Step>& steps) -> void {
    for (const Step& step : steps) {
      if (step.verb == "until" && step.arguments.contains("returned")) {
        names.insert(string_member(step.arguments, "returned"));
      }
      self(self, step.steps);
    }
  };
  visit(visit, cell.steps);
  return names;
}

}  // namespace

Session::Session(const Case& cell, std::map<std::string, AdapterCommand> commands, AdapterPool& pool,
                 HistoryWriter& history, std::string label, std::string folder, Clock::time_point deadline,
                 std::uint32_t run_number)
    : wire(*this, cell),
      cell_(cell),
      commands_(std::move(commands)),
      pool_(pool),
      history_(history),
      label_(std::move(label)),
      folder_(std::move(folder)),
      period_began_(Clock::now()),
      deadline_(deadline),
      run_number_(run_number),
      may_fail_(judged_operations(cell)) {
  for (const auto& [name, command] : commands_) {
    sides_[name].name = name;
    sides_[name].command = command;
  }
  for (const SocketSpec& spec : cell.sockets) {
    sockets_[spec.name].spec = &spec;
    sockets_[spec.name].actor = spec.actor;
  }
  for (const auto& [name, number] : cell.streams) streams_[name].number = number;
}

std::string Session::side_of_actor(const std::string& actor) const {
  for (const SocketSpec& spec : cell_.sockets) {
    if (spec.actor == actor || spec.name == actor) return spec.side;
  }
  for (const auto& [name, side] : sides_) {
    if (side.actors.contains(actor)) return name;  // one without a socket of its own
  }
  return "a";
}

Ended Session::ensure_side(const std::string& name) {
  Side& side = sides_.at(name);
  if (side.usable() && side.contexts.contains(own_context)) return std::nullopt;
  if (!side.usable()) {
    auto lease = pool_.lease(side.command, label_);
    if (!lease) {
      hear_breakage(side, lease.error());
      return broken_;
    }
    side.lease = std::move(*lease);
    side.killed = false;
    side.contexts.clear();
    side.actors.clear();
  }
  const auto options = cell_.contexts.find(name);
  Json arguments{{"context", own_context}};
  if (options != cell_.contexts.end()) arguments["options"] = options->second;
  side.contexts.insert(own_context);
  return call({.call = "context.open", .side = name}, std::move(arguments));
}

Ended Session::ensure_context(const std::string& name, const std::string& context) {
  if (Ended ended = ensure_side(name)) return ended;
  if (context.empty() || !sides_.at(name).contexts.insert(context_name(context)).second) return std::nullopt;
  return call({.call = "context.open", .side = name}, {{"context", context_name(context)}});
}

Ended Session::ensure_actor(const std::string& side_name, const std::string& actor) {
  if (Ended ended = ensure_side(side_name)) return ended;
  Side& side = sides_.at(side_name);
  if (side.actors.contains(actor)) return std::nullopt;
  Operation& operation = invoke({.call = "actor.open", .side = side_name, .actor = actor}, Json::object());
  if (Ended ended = await_success(operation)) return ended;
  side.actors[actor] = static_cast<pid_t>(integer_member(operation.reply, "thread"));
  return std::nullopt;
}

/// Whether a check is about how long it takes.
bool Session::is_timed(const Operation& operation) const {
  return !operation.name.empty() &&
         std::any_of(cell_.expect.begin(), cell_.expect.end(), [&operation](const Expectation& expectation) {
           return expectation.check == "elapsed" && string_member(expectation.arguments, "op") == operation.name;
         });
}

Operation& Session::invoke(Operation operation, Json arguments) {
  const auto socket = sockets_.find(operation.socket);
  if (socket != sockets_.end()) operation.actor = socket->second.actor;
  if (operation.call == "context.term") operation.context = string_member(arguments, "context");
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

Operation* Session::latest(const std::string& name) {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : found->second;
}

std::size_t Session::record(Json event) {
  auto index = history_.append(std::move(event));
  if (index) return *index;
  note_history(index.error());
  return 0;
}

void Session::flush_history() {
  if (const auto written = history_.flush(); !written) note_history(written.error());
}

void Session::note_history(const Error& error) {
  history_error = error;
  if (!broken_) broken_ = Conclusion{"error", error.sentence, error.code, 0, line};
}

void Session::evidence(const std::string& kind, const std::string& outcome, Json members) {
  members["event"] = "evidence";
  members["kind"] = kind;
  members["outcome"] = outcome;
  record(std::move(members));
}

}  // namespace zassay
