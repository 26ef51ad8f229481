// Tearing down: everything that a cell opened is closed in the library's own order, and the processes go back.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "run/observe.hpp"
#include "run/story.hpp"

namespace zassay {
namespace {

constexpr auto tear_down_limit = std::chrono::seconds(10);

Operation side_operation(const Side& side, std::string call, std::string actor = {}, std::string socket = {}) {
  Operation operation;
  operation.call = std::move(call);
  operation.side = side.name;
  operation.actor = std::move(actor);
  operation.socket = std::move(socket);
  return operation;
}

std::vector<Operation*> outstanding(Session& session, const Side& side) {
  std::vector<Operation*> found;
  for (Operation& operation : session.operations()) {
    if (operation.side == side.name && !operation.done) found.push_back(&operation);
  }
  return found;
}

/// Blocked calls end with ETERM; where the library has no shutdown, term on a thread of its own does it. A `term` that
/// the story started has done it, and may end its context at any moment: nothing more can be asked of that.
Ended wake_blocked_calls(Session& session, Side& side, std::map<std::string, Operation*>& terms) {
  const std::vector<Operation*> blocked = outstanding(session, side);
  if (blocked.empty()) return std::nullopt;
  for (Operation* operation : blocked) {
    if (operation->call == "context.term") terms[operation->context] = operation;
  }
  const std::set<std::string> contexts = side.contexts;  // a term that returns at once takes its own away
  for (const std::string& context : contexts) {
    if (terms.contains(context)) continue;
    if (side.process().hello().can("shutdown")) {
      if (Ended ended = session.call(side_operation(side, "context.shutdown"), {{"context", context}})) return ended;
      continue;
    }
    const std::string actor = term_actor(context);
    if (Ended ended = session.ensure_actor(side.name, actor)) return ended;
    terms[context] = &session.invoke(side_operation(side, "context.term", actor), {{"context", context}});
  }
  for (Operation* operation : blocked) {
    if (operation->done || operation->call == "context.term") continue;
    if (Ended ended = session.await(*operation)) {
      if (ended->outcome == "unsupported") continue;
      return ended;
    }
  }
  return std::nullopt;
}

Ended close_sockets(Session& session, Side& side) {
  for (auto& [name, socket] : session.sockets()) {
    if (socket.spec->side != side.name || !socket.open) continue;
    Operation* linger = nullptr;
    if (!socket.lingers_never) {
      linger = &session.invoke(side_operation(side, "set", socket.actor, name), {{"option", "LINGER"}, {"value", 0}});
    }
    Operation& close = session.invoke(side_operation(side, "close", socket.actor, name), Json::object());
    if (linger != nullptr) {  // its error does not matter: the context may be shut down
      if (Ended ended = session.await(*linger)) return ended;
    }
    if (Ended ended = session.await_success(close)) return ended;
    socket.open = false;
  }
  return std::nullopt;
}

Ended close_objects(Session& session, Side& side) {
  for (const auto& [message, actor] : session.open_messages) {
    if (session.side_of_actor(actor) != side.name || !side.actors.contains(actor)) continue;
    Operation operation = side_operation(side, "message.close", actor);
    operation.message = message;
    if (Ended ended = session.await(session.invoke(std::move(operation), Json::object()))) return ended;
  }
  for (const auto& [pipe, actor] : session.open_pipes) {
    if (session.side_of_actor(actor) != side.name || !side.actors.contains(actor)) continue;
    if (Ended ended = session.await(session.invoke(side_operation(side, "pipe.close", actor), {{"pipe", pipe}})))
      return ended;
  }
  for (const std::string& number : session.handlers[side.name]) {
    if (Ended ended =
            session.await(session.invoke(side_operation(side, "handler"), {{"number", number}, {"mode", "default"}}))) {
      return ended;
    }
  }
  return std::nullopt;
}

Ended tear_down_side(Session& session, Side& side) {
  std::map<std::string, Operation*> terms;
  if (Ended ended = wake_blocked_calls(session, side, terms)) return ended;
  if (Ended ended = close_sockets(session, side)) return ended;
  if (Ended ended = close_objects(session, side)) return ended;
  // Before any context ends: to ask for an actor opens the side's own context where it is not open.
  const std::string actor = side.actors.empty() ? term_actor(own_context) : side.actors.begin()->first;
  if (!side.contexts.empty()) {
    if (Ended ended = session.ensure_actor(side.name, actor)) return ended;
  }
  const std::set<std::string> contexts = side.contexts;
  for (const std::string& context : contexts) {
    Operation*& term = terms[context];
    if (term == nullptr) {
      term = &session.invoke(side_operation(side, "context.term", actor), {{"context", context}});
    }
    if (Ended ended = session.await(*term)) return ended;
  }
  std::vector<Operation*> closing;
  for (const auto& [each, thread] : side.actors) {
    closing.push_back(&session.invoke(side_operation(side, "actor.close", each), Json::object()));
  }
  for (Operation* operation : closing) {
    if (Ended ended = session.await(*operation)) return ended;
  }
  side.actors.clear();
  return std::nullopt;
}

Json to_json(const ProcessResources& resources) {
  return {{"descriptors", resources.descriptors},
          {"threads", resources.threads},
          {"children", resources.children + resources.orphans}};
}

}  // namespace

void tear_down(Session& session, Conclusion& end, AdapterPool& pool) {
  session.tearing_down = true;
  session.extend_deadline(Clock::now() + tear_down_limit);
  const auto blame = [&](const Conclusion& trouble) {
    if (end.outcome != "completed") return;
    end = trouble;
    end.reason = "while the cell was closed: " + end.reason;
  };
  for (auto& [name, side] : session.sides()) {
    bool healthy = side.usable() && !session.broken_end();
    if (healthy) {
      if (Ended ended = tear_down_side(session, side)) {
        blame(*ended);
        healthy = false;
      }
    }
    if (!side.lease) continue;
    ReleaseReport report = pool.release(std::move(*side.lease), healthy);
    side.lease.reset();
    if (report.breakage && !side.killed) {
      const bool crashed = report.breakage->code == "crash" || report.breakage->code == "early-exit";
      if (session.standard_error.empty()) session.standard_error = report.breakage->standard_error;
      blame({crashed ? "crash" : "violation", report.breakage->sentence, report.breakage->code, 0, 0});
    }
    if (healthy) {
      session.record({{"event", "resources"},
                      {"side", name},
                      {"before", to_json(report.before)},
                      {"after", to_json(report.after)}});
    }
  }
}

}  // namespace zassay
