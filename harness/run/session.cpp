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
