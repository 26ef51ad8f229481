#include "run/story.hpp"

#include <algorithm>
#include <array>

#include "run/link_steps.hpp"
#include "run/peer_steps.hpp"

namespace zassay {
namespace {

bool is_message(const Session& session, const std::string& name) {
  const auto& messages = session.cell().messages;
  return std::any_of(messages.begin(), messages.end(), [&name](const MessageSpec& spec) { return spec.name == name; });
}

Ended open_pipes(Session& session) {
  for (const PipeSpec& pipe : session.cell().pipes) {
    const SocketSpec* socket = find_socket(session.cell(), pipe.actor);
    const std::string actor = socket != nullptr ? socket->actor : pipe.actor;
    const std::string side = session.side_of_actor(actor);
    if (Ended ended = session.ensure_actor(side, actor)) return ended;
    Operation operation;
    operation.call = "pipe.open";
    operation.side = side;
    operation.actor = actor;
    if (Ended ended = session.call(std::move(operation), {{"pipe", pipe.name}})) return ended;
    session.open_pipes[pipe.name] = actor;
  }
  return std::nullopt;
}

Ended join(Session& session, const Step& step) {
  for (const Json& name : step.arguments["names"]) {
    Operation* operation = session.latest(name.get<std::string>());
    if (operation == nullptr) continue;
    if (Ended ended = session.await_success(*operation)) return ended;
  }
  return std::nullopt;
}

/// Without an adapter only peers act. Their other side is there already; what else the story does is not to be seen.
Ended tell_step_on_the_wire(Session& session, const Step& step) {
  if (find_peer(session.cell(), step.target) != nullptr) return step_peer(session, step);
  if (step.verb != "open" && step.verb != "close") return std::nullopt;
  for (const Json& name : step.arguments["names"]) {
    const auto text = name.get<std::string>();
    if (find_peer(session.cell(), text) == nullptr) {
      session.socket(text).bound = session.endpoint();
      continue;
    }
    if (Ended ended = step.verb == "open" ? open_peer(session, text) : close_peer(session, text)) return ended;
  }
  return std::nullopt;
}

Ended tell_step(Session& session, const Step& step) {
  session.line = step.mark.line;
  if (step.verb == "repeat") {
    const std::int64_t rounds = integer_member(step.arguments, "count", 1);
    for (std::int64_t round = 0; round < rounds; ++round) {
      if (Ended ended = tell_steps(session, step.steps)) return ended;
    }
    return std::nullopt;
  }
  session.record({{"event", "step"}, {"line", step.mark.line}, {"text", step.text}});
  if (!session.endpoint().empty()) return tell_step_on_the_wire(session, step);
  if (step.verb == "join") return join(session, step);
  if (step.verb == "until") return step_until(session, step);
  if (step.verb == "signal") return step_signal(session, step);
  if (step.verb == "kill") return step_kill(session, step);
  if (step.verb == "memory") return step_memory(session, step);
  if (step.target.empty()) return step_harness_call(session, step);
  if (find_peer(session.cell(), step.target) != nullptr) return step_peer(session, step);
  if (find_link(session.cell(), step.target) != nullptr) return step_link(session, step);
  if (is_message(session, step.target)) return step_message(session, step);
  if (step.verb == "relay" || step.verb == "write" || step.verb == "read") return step_harness_call(session, step);
  if (step.verb == "send") return step_send(session, step);
  if (step.verb == "fill") return step_fill(session, step);
  if (step.verb == "recv") return step_receive(session, step);
  return step_socket_call(session, step);
}

}  // namespace

Ended tell_steps(Session& session, const std::vector<Step>& steps) {
  for (const Step& step : steps) {
    if (Ended ended = tell_step(session, step)) return ended;
    if (Ended ended = session.broken_end()) return ended;
    if (session.past_deadline()) {
      return Conclusion{"unknown", "the cell's time was over before its story", "", 0, step.mark.line};
    }
  }
  return std::nullopt;
}

Conclusion tell_story(Session& session) {
  Ended ended = session.endpoint().empty() ? open_pipes(session) : std::nullopt;
  if (!ended) ended = tell_steps(session, session.cell().steps);
  return ended ? *ended : Conclusion{"completed", "", "", 0, 0};
}

}  // namespace zassay
