#include <fmt/format.h>

#include <climits>
#include <cstring>

#include "adapters/libzmq/errors.hpp"
#include "adapters/libzmq/operations.hpp"

namespace zassay::libzmq {
namespace {

std::shared_ptr<Context> context_of(Call& call, const std::string& name) {
  std::shared_ptr<Context> context = call.services.contexts.find(name);
  if (!context) call.arguments.refuse("there is no context " + name + ": open it first");
  return context;
}

Reply reply_of(int result, const char* gone = "the context is being terminated, and nothing keeps it alive") {
  if (result == Context::gone) return bad_request(gone);
  return result == 0 ? ok() : error(error_name(result));
}

/// The number of the socket type asked for; a problem of the arguments if the library was found not to have it.
int socket_type(Call& call) {
  const Json* const type = call.arguments.any("type");
  if (type == nullptr) return 0;
  if (type->is_number_integer()) return static_cast<int>(call.arguments.integer("type", INT_MIN, INT_MAX));
  const std::string name = call.arguments.text("type");
  for (const std::string& known : call.services.capabilities.socket_types) {
    if (known == name) return socket_type_number(name);
  }
  call.arguments.refuse_unsupported("the library makes no socket of type " + name);
  return 0;
}

/// Hands an endpoint to one call of the library; `then` makes the answer of a success, given the socket.
template <typename Then>
Reply with_endpoint(Call& call, int (*function)(void*, const char*), const char* name, Then then) {
  void* const socket = call.socket("socket");
  const std::string endpoint = call.arguments.text("endpoint");
  if (function == nullptr) call.arguments.refuse_unsupported(fmt::format("the library has no {}", name));
  if (auto problem = call.arguments.problem()) return *problem;
  return function(socket, endpoint.c_str()) == 0 ? then(socket) : error(error_name(call.error_number()));
}

Reply with_endpoint(Call& call, int (*function)(void*, const char*), const char* name) {
  return with_endpoint(call, function, name, [](void*) { return ok(); });
}

}  // namespace

Reply context_term(Call& call) {
  const std::string name = call.arguments.text("context");
  const std::shared_ptr<Context> context = context_of(call, name);
  if (auto problem = call.arguments.problem()) return *problem;
  const int result = context->term([&call] { call.began("term"); });
  if (result == 0) call.services.contexts.remove(name);
  return reply_of(result, "the context is already being terminated");
}

Reply socket_open(Call& call) {
  const std::string context_name = call.arguments.text("context");
  const std::string name = call.arguments.text("socket");
  const int type = socket_type(call);
  std::shared_ptr<Context> context = context_of(call, context_name);
  if (call.space.sockets.contains(name)) call.arguments.refuse("the actor already has a socket " + name);
  if (auto problem = call.arguments.problem()) return *problem;
  void* handle = nullptr;
  const int result = context->open_socket(type, handle);
  if (result == 0) call.space.sockets.emplace(name, Socket{handle, std::move(context)});
  return reply_of(result);
}

Reply socket_close(Call& call) {
  void* const socket = call.socket("socket");
  const std::string name = call.arguments.text("socket");
  if (auto problem = call.arguments.problem()) return *problem;
  const int result = call.space.sockets.at(name).context->close_socket(socket);
  if (result == 0) call.space.sockets.erase(name);
  return reply_of(result);
}

Reply socket_give(Call& call) {
  call.socket("socket");
  const std::string name = call.arguments.text("socket");
  if (auto problem = call.arguments.problem()) return *problem;
  if (!call.services.handover.give(name, call.space.sockets.at(name))) {
    return bad_request("a socket " + name + " was given already, and no actor has taken it");
  }
  call.space.sockets.erase(name);
  return ok();
}

Reply socket_take(Call& call) {
  const std::string name = call.arguments.text("socket");
  if (call.space.sockets.contains(name)) call.arguments.refuse("the actor already has a socket " + name);
  if (auto problem = call.arguments.problem()) return *problem;
  std::optional<Socket> socket = call.services.handover.take(name);
  if (!socket) return bad_request("no actor gave a socket " + name);
  call.space.sockets.emplace(name, std::move(*socket));
  return ok();
}

Reply socket_bind(Call& call) {
  return with_endpoint(call, call.zmq().zmq_bind, "zmq_bind", [&call](void* socket) {
    char endpoint[1024] = {};
    std::size_t size = sizeof endpoint;
    if (call.zmq().zmq_getsockopt(socket, ZMQ_LAST_ENDPOINT, endpoint, &size) != 0) {
      return error(error_name(call.error_number()));
    }
    return ok(Fields().text("endpoint", std::string_view(endpoint, ::strnlen(endpoint, size))));
  });
}

Reply socket_connect(Call& call) { return with_endpoint(call, call.zmq().zmq_connect, "zmq_connect"); }
Reply socket_unbind(Call& call) { return with_endpoint(call, call.zmq().zmq_unbind, "zmq_unbind"); }
Reply socket_disconnect(Call& call) { return with_endpoint(call, call.zmq().zmq_disconnect, "zmq_disconnect"); }

}  // namespace zassay::libzmq
