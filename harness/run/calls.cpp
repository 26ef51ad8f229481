// Steps that are one operation of the adapter protocol.

#include "base/bytes.hpp"
#include "run/peer_steps.hpp"
#include "run/story.hpp"

namespace zassay {
namespace {

Operation on_actor(Session& session, const Step& step, const std::string& actor, std::string call) {
  Operation operation;
  operation.call = std::move(call);
  operation.name = step.name;
  operation.side = session.side_of_actor(actor);
  operation.actor = actor;
  return operation;
}

std::string actor_of(Session& session, const std::string& name) {
  const auto socket = session.sockets().find(name);
  if (socket != session.sockets().end()) return socket->second.actor;
  for (const MessageSpec& message : session.cell().messages) {
    if (message.name == name) return message.actor;
  }
  for (const PipeSpec& pipe : session.cell().pipes) {
    if (pipe.name == name) return pipe.actor;
  }
  return name;  // an actor's own name
}

Operation on_socket(Session& session, const Step& step, std::string call) {
  Operation operation = on_actor(session, step, actor_of(session, step.target), std::move(call));
  operation.socket = step.target;
  return operation;
}

void note_subscription(Session& session, const std::string& socket, const Json& topic, bool add) {
  std::vector<std::string>& topics = session.socket(socket).topics;
  const std::string bytes = from_base64(string_member(topic, "b64")).value_or("");
  if (add) {
    topics.push_back(bytes);
  } else {
    const auto found = std::find(topics.rbegin(), topics.rend(), bytes);
    if (found != topics.rend()) topics.erase(std::next(found).base());
  }
  session.record({{"event", "subscription"}, {"socket", socket}, {"topic", topic}, {"change", add ? "add" : "remove"}});
}

Ended set_option(Session& session, const Step& step) {
  const Json& option = step.arguments["option"];
  const Json& value = step.arguments["value"];
  session.socket(step.target).lingers_never = false;  // whichever option it is: LINGER may be spelled as a number
  Operation& sent = session.invoke(on_socket(session, step, "set"), {{"option", option}, {"value", value}});
  if (Ended ended = session.await_success(sent)) return ended;
  if (sent.succeeded() && (option == "SUBSCRIBE" || option == "UNSUBSCRIBE")) {
    note_subscription(session, step.target, value, option == "SUBSCRIBE");
  }
  return std::nullopt;
}

/// The library's own call: nobody but the case reads what is told there.
Ended tell_at_endpoint(Session& session, const Step& step) {
  Json arguments{{"endpoint", nullptr}};
  arguments.update(step.arguments);
  return session.call(on_socket(session, step, "monitor"), std::move(arguments));
}

Ended change_subscription(Session& session, const Step& step, bool add) {
  const Json& topic = step.arguments["prefix"];
  Operation& sent = session.invoke(on_socket(session, step, "set"),
                                   {{"option", add ? "SUBSCRIBE" : "UNSUBSCRIBE"}, {"value", topic}});
  if (Ended ended = session.await_success(sent)) return ended;
  if (sent.succeeded()) note_subscription(session, step.target, topic, add);
  return std::nullopt;
}

/// unbind and disconnect: what was declared by name is undone at the endpoint that it had.
Ended detach(Session& session, const Step& step) {
  SocketState& socket = session.socket(step.target);
  const std::string target = string_member(step.arguments, "endpoint");
  std::string endpoint = with_place(session, target);
  if (step.verb == "unbind" && target == "auto") endpoint = socket.bound;
  if (step.verb == "disconnect" && target.find("://") == std::string::npos) {
    const auto link = socket.links.find(target);
    endpoint = link != socket.links.end() ? link->second : session.socket(target).bound;
  }
  Operation& sent = session.invoke(on_socket(session, step, step.verb), {{"endpoint", endpoint}});
  if (Ended ended = session.await_success(sent)) return ended;
  if (!sent.succeeded()) return std::nullopt;
  if (step.verb == "disconnect") {
    socket.links.erase(target);
    session.record({{"event", "connection"}, {"socket", step.target}, {"peer", target}, {"change", "remove"}});
  } else {
    for (auto& [name, state] : session.sockets()) {
      if (!state.links.contains(step.target)) continue;
      session.record({{"event", "connection"}, {"socket", name}, {"peer", step.target}, {"change", "remove"}});
    }
  }
  return std::nullopt;
}

/// The request and its reply order what both threads do: the full fence that a socket's change of threads needs.
Ended hand_over(Session& session, const Step& step) {
  const std::string actor = string_member(step.arguments, "to");
  SocketState& socket = session.socket(step.target);
  if (Ended ended = session.ensure_actor(socket.spec->side, actor)) return ended;
  if (Ended ended = session.call(socket_operation(*socket.spec, "give"), Json::object())) return ended;
  socket.actor = actor;
  return session.call(socket_operation(*socket.spec, "take"), Json::object());
}

Ended close_sockets(Session& session, const Step& step) {
  for (const Json& listed : step.arguments["names"]) {
    const std::string name = listed.get<std::string>();
    if (find_peer(session.cell(), name) != nullptr) {
      if (Ended ended = close_peer(session, name)) return ended;
      continue;
    }
    Step one = step;
    one.target = name;
    if (Ended ended = session.call(on_socket(session, one, "close"), Json::object())) return ended;
    session.socket(name).open = false;
    session.socket(name).links.clear();
    session.record({{"event", "closed"}, {"socket", name}});
  }
  return std::nullopt;
}

Ended poll(Session& session, const Step& step) {
  Json items = Json::array();
  const std::string at = string_member(step.arguments, "at");
  const std::string beside = string_member(step.arguments, "beside");
  std::string actor = at.empty() ? at : actor_of(session, at);
  for (const auto& [name, events] : step.arguments["items"].items()) {
    const bool socket = find_socket(session.cell(), name) != nullptr;
    const char* const stands_by = step.arguments.contains("by_descriptor") ? "descriptor_of" : "socket";
    items.push_back({{socket ? stands_by : "pipe", name}, {"events", events}});
    if (socket && !beside.empty()) items.back()["pipe"] = beside;
    if (actor.empty()) actor = actor_of(session, name);
  }
  Json arguments{{"items", items}, {"timeout_ms", integer_member(step.arguments, "timeout", 0)}};
  if (step.arguments.contains("as_null")) arguments["as_null"] = true;
  return carry_out(session, step, on_actor(session, step, actor, "poll"), std::move(arguments));
}

Ended relay_or_proxy(Session& session, const Step& step) {
  const char* first = step.verb == "relay" ? "from" : "frontend";
  return carry_out(session, step,
                   on_actor(session, step, actor_of(session, string_member(step.arguments, first)), step.verb),
                   step.arguments);
}

Ended end_context(Session& session, const Step& step) {
  const std::string name = string_member(step.arguments, "side", "a");
  Operation operation;
  operation.name = step.name;
  operation.side = name;
  const std::string context = string_member(step.arguments, "context");
  if (Ended ended = session.ensure_context(name, context)) return ended;
  if (step.verb == "shutdown") {
    operation.call = "context.shutdown";
    return session.call(std::move(operation), {{"context", context_name(context)}});
  }
  operation.actor = term_actor(context_name(context));
  if (Ended ended = session.ensure_actor(name, operation.actor)) return ended;
  operation.call = "context.term";
  return carry_out(session, step, std::move(operation), {{"context", context_name(context)}});
}

Ended context_option(Session& session, const Step& step) {
  Operation operation;
  operation.name = step.name;
  operation.side = string_member(step.arguments, "side", "a");
  operation.call = step.verb == "context_set" ? "context.set" : "context.get";
  const std::string context = string_member(step.arguments, "context");
  if (Ended ended = session.ensure_context(operation.side, context)) return ended;
  Json arguments{{"context", context_name(context)}, {"option", step.arguments["option"]}};
  if (step.arguments.contains("value")) arguments["value"] = step.arguments["value"];
  return session.call(std::move(operation), std::move(arguments));
}

Ended null_call(Session& session, const Step& step) {
  const std::string side = string_member(step.arguments, "side", "a");
  if (Ended ended = session.ensure_actor(side, "zassay-null")) return ended;
  Operation operation;
  operation.name = step.name;
  operation.side = side;
  operation.call = "null.call";
  operation.actor = "zassay-null";
  return session.call(std::move(operation), {{"call", step.arguments["call"]}});
}

/// The timers of the thread that owns the socket.
Ended timers_call(Session& session, const Step& step) {
  Json arguments = step.arguments;
  if (const auto interval = arguments.find("interval"); interval != arguments.end()) {
    arguments["interval_ms"] = *interval;
    arguments.erase("interval");
  }
  return carry_out(session, step, on_actor(session, step, actor_of(session, step.target), "timers"),
                   std::move(arguments));
}

Ended install_handler(Session& session, const Step& step) {
  Operation operation;
  operation.call = "handler";
  operation.side = string_member(step.arguments, "side", "a");
  if (Ended ended = session.ensure_side(operation.side)) return ended;
  const std::string number = string_member(step.arguments, "number", "SIGUSR1");
  const std::string mode = string_member(step.arguments, "mode", "plain");
  session.handlers[operation.side].insert(number);
  return session.call(std::move(operation), {{"number", number}, {"mode", mode}});
}

Ended pipe_call(Session& session, const Step& step) {
  Operation operation = on_actor(session, step, actor_of(session, step.target), "pipe." + step.verb);
  return carry_out(session, step, std::move(operation),
                   {{"pipe", step.target}, {"size", integer_member(step.arguments, "size", 1)}});
}

}  // namespace

Ended carry_out(Session& session, const Step& step, Operation operation, Json arguments) {
  operation.started = step.started;
  Operation& sent = session.invoke(std::move(operation), std::move(arguments));
  if (step.started) return session.broken_end();
  return session.await_success(sent);
}

Ended step_message(Session& session, const Step& step) {
  const std::string actor = actor_of(session, step.target);
  if (Ended ended = session.ensure_actor(session.side_of_actor(actor), actor)) return ended;
  Operation operation = on_actor(session, step, actor, "message." + step.verb);
  operation.message = step.target;
  Json arguments = step.arguments;
  if (arguments.contains("socket")) {
    operation.socket = string_member(arguments, "socket");
    arguments.erase("socket");
  }
  if (step.verb == "init" || step.verb == "init_size" || step.verb == "init_data")
    session.open_messages[step.target] = actor;
  if (step.verb == "close") session.open_messages.erase(step.target);
  return carry_out(session, step, std::move(operation), std::move(arguments));
}

Ended step_socket_call(Session& session, const Step& step) {
  const std::string& verb = step.verb;
  if (verb == "bind")
    return bind_socket(session, step.target, string_member(step.arguments, "endpoint", "auto"), step.name);
  if (verb == "connect")
    return connect_socket(session, step.target, string_member(step.arguments, "endpoint"), step.name);
  if (verb == "unbind" || verb == "disconnect") return detach(session, step);
  if (verb == "monitor") return tell_at_endpoint(session, step);
  if (verb == "hand_over") return hand_over(session, step);
  if (verb == "set") return set_option(session, step);
  if (verb == "get") {
    return carry_out(session, step, on_socket(session, step, "get"), {{"option", step.arguments["option"]}});
  }
  if (verb == "errno") {
    const std::string actor = actor_of(session, step.target);
    return carry_out(session, step, on_actor(session, step, actor, "errno"), Json::object());
  }
  if (verb == "timers") return timers_call(session, step);
  if (verb == "subscribe" || verb == "unsubscribe") return change_subscription(session, step, verb == "subscribe");
  return Conclusion{"error", "the runner has no socket verb " + verb, "unknown-verb", 0, step.mark.line};
}

Ended step_harness_call(Session& session, const Step& step) {
  const std::string& verb = step.verb;
  if (verb == "open") {
    for (const Json& listed : step.arguments["names"]) {
      const auto name = listed.get<std::string>();
      const bool is_peer = find_peer(session.cell(), name) != nullptr;
      if (Ended ended = is_peer ? open_peer(session, name) : open_socket(session, name, step.name)) return ended;
    }
    return std::nullopt;
  }
  if (verb == "close") return close_sockets(session, step);
  if (verb == "poll") return poll(session, step);
  if (verb == "relay" || verb == "proxy") return relay_or_proxy(session, step);
  if (verb == "term" || verb == "shutdown") return end_context(session, step);
  if (verb == "context_set" || verb == "context_get") return context_option(session, step);
  if (verb == "null_call") return null_call(session, step);
  if (verb == "handler") return install_handler(session, step);
  if (verb == "write" || verb == "read") return pipe_call(session, step);
  return Conclusion{"error", "the runner has no verb " + verb, "unknown-verb", 0, step.mark.line};
}

}  // namespace zassay
