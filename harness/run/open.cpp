// Sockets come to be: actors, options, subscriptions, endpoints.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <atomic>

#include "adapter/descriptor.hpp"
#include "base/bytes.hpp"
#include "case/options.hpp"
#include "run/story.hpp"

namespace zassay {
namespace {

bool case_listens_to(const Session& session, const std::string& socket) {
  const Case& cell = session.cell();
  for (const Expectation& expectation : cell.expect) {
    if (expectation.check == "monitored" && string_member(expectation.arguments, "socket") == socket) return true;
  }
  const auto visit = [&](const auto& self, const std::vector<Step>& steps) -> bool {
    for (const Step& step : steps) {
      if (step.verb == "until") {
        // Over inproc a connection stands at once, and no monitor tells of it.
        if (cell.transport != "inproc" && string_member(step.arguments, "connected") == socket) return true;
        const auto event = step.arguments.find("event");
        if (event != step.arguments.end() && string_member(*event, "socket") == socket) return true;
      }
      if (self(self, step.steps)) return true;
    }
    return false;
  };
  return visit(visit, cell.steps);
}

/// A loopback port that nobody has at this moment, for an endpoint that is connected before it is bound. Taken below
/// the range from which the kernel picks ports by itself, and never twice by this process.
int reserve_port() {
  static std::atomic<int> next{10000 + static_cast<int>(::getpid() % 17000)};
  for (int tries = 0; tries < 20000; ++tries) {
    const int port = 10000 + (next.fetch_add(1) - 10000) % 20000;
    const Descriptor probe(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::bind(probe.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) return port;
  }
  return 0;
}

std::string automatic_endpoint(Session& session, const std::string& socket) {
  const std::string& transport = session.cell().transport;
  if (transport == "inproc") return "inproc://" + socket;
  if (transport == "ipc") return "ipc://" + session.folder() + "/" + socket;
  return "tcp://127.0.0.1:*";
}

}  // namespace

std::string with_place(Session& session, std::string endpoint) {
  const std::size_t start = endpoint.find('<');
  const std::size_t end = endpoint.find('>', start);
  if (start == std::string::npos || end == std::string::npos) return endpoint;
  const std::string whole = endpoint_of(session, endpoint.substr(start + 1, end - start - 1));
  const bool has_port = whole.starts_with("tcp://");
  return endpoint.replace(start, end - start + 1,
                          whole.substr(has_port ? whole.rfind(':') + 1 : whole.find("://") + 3));
}

namespace {

/// Where a socket connects to: a literal endpoint, that of a link on the way, of a peer, or of another socket.
Result<std::string> endpoint_to(Session& session, const SocketSpec& spec, const std::string& target) {
  if (target.find("://") != std::string::npos) return with_place(session, target);
  if (!spec.via.empty()) return session.wire.endpoint_of_link(spec.via);
  if (find_peer(session.cell(), target) != nullptr) return session.wire.peer(target).endpoint;
  return endpoint_of(session, target);
}

/// The name of a socket type, or the library's own number.
Json type_of(const SocketSpec& spec) {
  return is_whole_number(spec.type) ? Json(std::stoi(spec.type)) : Json(spec.type);
}

/// Which endpoint it was that the library did not take.
Ended with_endpoint(Ended ended, const std::string& endpoint) {
  if (ended->outcome == "unexpected") ended->reason += " (" + endpoint + ")";
  return ended;
}

}  // namespace

std::string endpoint_of(Session& session, const std::string& name) {
  SocketState& socket = session.socket(name);
  if (socket.bound.empty()) {
    socket.bound = automatic_endpoint(session, name);
    if (session.cell().transport == "tcp") socket.bound = "tcp://127.0.0.1:" + std::to_string(reserve_port());
  }
  return socket.bound;
}

Ended bind_socket(Session& session, const std::string& name, const std::string& endpoint,
                  const std::string& operation_name) {
  SocketState& socket = session.socket(name);
  std::string wanted = with_place(session, endpoint);
  if (endpoint == "auto") wanted = socket.bound.empty() ? automatic_endpoint(session, name) : socket.bound;
  Operation& operation = session.invoke(socket_operation(*socket.spec, "bind", operation_name), {{"endpoint", wanted}});
  if (Ended ended = session.await(operation)) return ended;
  if (endpoint == "auto" && operation.error == "EADDRINUSE" && operation_name.empty()) {
    return Conclusion{"unknown", "the endpoint " + wanted + " was taken by somebody else", "port-taken",
                      operation.number, session.line};
  }
  if (Ended ended = session.await_success(operation)) return with_endpoint(std::move(ended), wanted);
  if (operation.succeeded()) socket.bound = string_member(operation.reply, "endpoint", wanted);
  return std::nullopt;
}

Ended connect_socket(Session& session, const std::string& name, const std::string& target,
                     const std::string& operation_name) {
  SocketState& socket = session.socket(name);
  const auto endpoint = endpoint_to(session, *socket.spec, target);
  if (!endpoint) return Conclusion{"error", endpoint.error().sentence, endpoint.error().code, 0, session.line};
  Operation& operation =
      session.invoke(socket_operation(*socket.spec, "connect", operation_name), {{"endpoint", *endpoint}});
  if (Ended ended = session.await_success(operation)) return with_endpoint(std::move(ended), *endpoint);
  if (!operation.succeeded()) return std::nullopt;
  socket.links[target] = *endpoint;
  if (find_socket(session.cell(), target) != nullptr)
    session.record({{"event", "connection"}, {"socket", name}, {"peer", target}, {"change", "add"}});
  return std::nullopt;
}

Ended open_socket(Session& session, const std::string& name, const std::string& operation_name) {
  SocketState& socket = session.socket(name);
  const SocketSpec& spec = *socket.spec;
  if (Ended ended = session.ensure_context(spec.side, spec.context)) return ended;
  if (Ended ended = session.ensure_actor(spec.side, spec.actor)) return ended;
  socket.actor = spec.actor;
  Operation& made = session.invoke(socket_operation(spec, "open", operation_name),
                                   {{"context", context_name(spec.context)}, {"type", type_of(spec)}});
  if (!operation_name.empty()) {
    if (Ended ended = session.await_success(made)) return ended;
    if (!made.succeeded()) return std::nullopt;
  }
  std::vector<Operation*> sent{&made};
  const auto send = [&](std::string call, Json arguments) {
    sent.push_back(&session.invoke(socket_operation(spec, std::move(call)), std::move(arguments)));
  };
  socket.monitored = case_listens_to(session, name);
  if (socket.monitored) send("monitor", Json::object());
  bool has_linger = false;
  for (const auto& [option, value] : spec.options) has_linger = has_linger || option == "LINGER";
  if (!has_linger) send("set", {{"option", "LINGER"}, {"value", 0}});
  for (const auto& [option, value] : spec.options) {
    if (!value.is_null()) send("set", {{"option", option}, {"value", value}});
  }
  for (const std::string& topic : spec.subscribe) send("set", {{"option", "SUBSCRIBE"}, {"value", frame_of(topic)}});
  for (Operation* operation : sent) {
    if (Ended ended = session.await_success(*operation)) return ended;
  }
  socket.open = true;
  socket.lingers_never = !has_linger;
  session.record({{"event", "opened"}, {"socket", name}});
  socket.topics = spec.subscribe;
  for (const std::string& topic : spec.subscribe) {
    session.record({{"event", "subscription"}, {"socket", name}, {"topic", frame_of(topic)}, {"change", "add"}});
  }
  for (const std::string& endpoint : spec.bind) {
    if (Ended ended = bind_socket(session, name, endpoint, {})) return ended;
  }
  for (const std::string& target : spec.connect) {
    if (Ended ended = connect_socket(session, name, target, {})) return ended;
  }
  return std::nullopt;
}

}  // namespace zassay
