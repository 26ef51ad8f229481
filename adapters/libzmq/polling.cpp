#include <climits>
#include <utility>

#include "adapters/libzmq/errors.hpp"
#include "adapters/libzmq/operations.hpp"

namespace zassay::libzmq {
namespace {

constexpr std::pair<const char*, short> events[] = {
    {"IN", ZMQ_POLLIN}, {"OUT", ZMQ_POLLOUT}, {"ERR", ZMQ_POLLERR}, {"PRI", ZMQ_POLLPRI}};

short read_events(Arguments& arguments) {
  const Json* const names = arguments.any("events");
  int bits = 0;
  bool valid = names != nullptr && names->is_array();
  if (valid) {
    for (const Json& name : *names) {
      int bit = 0;
      for (const auto& [known, number] : events) bit |= name == known ? number : 0;
      valid = valid && bit != 0;
      bits |= bit;
    }
  }
  if (!valid) arguments.refuse("the events of a poll item must be an array of IN, OUT, ERR and PRI");
  return static_cast<short>(bits);
}

/// The end of a pipe that an item is about: the write end for OUT, the read end for all else.
int pipe_end(Call& call, Arguments& arguments, const std::string& name, short wanted) {
  const auto found = call.space.pipes.find(name);
  if (found == call.space.pipes.end()) {
    arguments.refuse("the actor has no pipe " + name);
    return -1;
  }
  if ((wanted & ZMQ_POLLIN) != 0 && (wanted & ZMQ_POLLOUT) != 0) {
    arguments.refuse("an item of a pipe is about one of its ends: IN or OUT, not both");
  }
  return (wanted & ZMQ_POLLOUT) != 0 ? found->second.write_end() : found->second.read_end();
}

/// The descriptor of a socket, for an item that polls it as if it were anybody's.
int descriptor_of(Call& call, Arguments& arguments) {
  Call nested{call.services, call.space, arguments, call.id};
  void* const socket = nested.socket("descriptor_of");
  int descriptor = -1;
  std::size_t size = sizeof descriptor;
  if (socket != nullptr && call.zmq().zmq_getsockopt(socket, ZMQ_FD, &descriptor, &size) != 0) {
    arguments.refuse_unsupported("the socket tells no descriptor");
  }
  return descriptor;
}

void read_item(Call& call, const Json& json, std::vector<zmq_pollitem_t>& items) {
  if (!json.is_object()) {
    call.arguments.refuse("a poll item must be an object");
    return;
  }
  Arguments arguments(json, {});
  zmq_pollitem_t item{nullptr, -1, read_events(arguments), 0};
  const std::optional<std::string> pipe = arguments.optional_text("pipe");
  if (pipe) item.fd = pipe_end(call, arguments, *pipe, item.events);
  if (arguments.optional("descriptor_of") != nullptr) {
    item.fd = descriptor_of(call, arguments);
  } else if (!pipe || arguments.optional("socket") != nullptr) {
    Call nested{call.services, call.space, arguments, call.id};
    item.socket = nested.socket("socket");
  }
  if (auto problem = arguments.problem()) call.arguments.adopt(*problem);
  items.push_back(item);
}

std::string ready_json(const std::vector<zmq_pollitem_t>& items) {
  std::string json = "[";
  for (const zmq_pollitem_t& item : items) {
    json += json.size() > 1 ? ",[" : "[";
    bool first = true;
    for (const auto& [name, number] : events) {
      if ((item.revents & number) == 0) continue;
      json += (first ? "" : ",") + json_text(name);
      first = false;
    }
    json += "]";
  }
  return json + "]";
}

}  // namespace

Reply socket_poll(Call& call) {
  if (call.zmq().zmq_poll == nullptr) return unsupported("the library has no zmq_poll");
  const Json* const list = call.arguments.any("items");
  const auto timeout_ms = static_cast<long>(call.arguments.integer("timeout_ms", LONG_MIN, LONG_MAX));
  std::vector<zmq_pollitem_t> items;
  if (list != nullptr && list->is_array()) {
    for (const Json& item : *list) read_item(call, item, items);
  } else {
    call.arguments.refuse("the argument items must be an array");
  }
  const Json* const as_null = call.arguments.optional("as_null");
  if (as_null != nullptr && *as_null != true) call.arguments.refuse("the argument as_null must be true, or absent");
  if (auto problem = call.arguments.problem()) return *problem;
  call.began("poll");
  const std::int64_t from = call.now();
  const int count =
      call.zmq().zmq_poll(as_null != nullptr ? nullptr : items.data(), static_cast<int>(items.size()), timeout_ms);
  const int problem = count < 0 ? call.error_number() : 0;
  const std::int64_t to = call.now();
  if (problem != 0) return error(error_name(problem), Fields().number("from", from).number("to", to));
  return ok(Fields().number("count", count).raw("ready", ready_json(items)).number("from", from).number("to", to));
}

Reply socket_proxy(Call& call) {
  void* const frontend = call.socket("frontend");
  // A case may leave it out, to see the call refused.
  void* const backend = call.arguments.optional("backend") != nullptr ? call.socket("backend") : nullptr;
  void* const capture = call.arguments.optional("capture") != nullptr ? call.socket("capture") : nullptr;
  if (call.zmq().zmq_proxy == nullptr) call.arguments.refuse_unsupported("the library has no zmq_proxy");
  if (auto problem = call.arguments.problem()) return *problem;
  call.began("proxy");
  const std::int64_t from = call.now();
  const int status = call.zmq().zmq_proxy(frontend, backend, capture);
  const int problem = status == 0 ? 0 : call.error_number();
  const Fields fields = Fields().number("from", from).number("to", call.now());
  return problem == 0 ? ok(fields) : error(error_name(problem), fields);
}

}  // namespace zassay::libzmq
