#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>

#include "adapters/libzmq/errors.hpp"
#include "adapters/libzmq/local_message.hpp"
#include "adapters/libzmq/operations.hpp"

namespace zassay::libzmq {
namespace {

/// Names in the order of their bits.
constexpr std::array event_names = {"CONNECTED",
                                    "CONNECT_DELAYED",
                                    "CONNECT_RETRIED",
                                    "LISTENING",
                                    "BIND_FAILED",
                                    "ACCEPTED",
                                    "ACCEPT_FAILED",
                                    "CLOSED",
                                    "CLOSE_FAILED",
                                    "DISCONNECTED",
                                    "MONITOR_STOPPED",
                                    "HANDSHAKE_FAILED_NO_DETAIL",
                                    "HANDSHAKE_SUCCEEDED",
                                    "HANDSHAKE_FAILED_PROTOCOL",
                                    "HANDSHAKE_FAILED_AUTH"};

std::string event_name(std::uint16_t event) {
  for (std::size_t bit = 0; bit < event_names.size(); ++bit) {
    if (event == 1U << bit) return event_names[bit];
  }
  return "EVENT_" + std::to_string(event);
}

/// Reads one message of a monitor, two frames: event u16 and value u32 in the machine's order, then the endpoint. False
/// when there is none to come.
bool read_event(const Functions& zmq, void* reader, const std::string& socket, Output& output) {
  LocalMessage first(zmq);
  int problem = first.receive(reader, 0);
  while (problem == EINTR) problem = first.receive(reader, 0);
  if (problem != 0) return false;
  const std::int64_t at = output.now();
  std::uint16_t event = 0;
  std::uint32_t value = 0;
  if (first.bytes().size() != sizeof event + sizeof value || !first.more()) return false;
  std::memcpy(&event, first.bytes().data(), sizeof event);
  std::memcpy(&value, first.bytes().data() + sizeof event, sizeof value);
  LocalMessage endpoint(zmq);
  if (endpoint.receive(reader, 0) != 0) return false;
  Fields fields;
  fields.text("event", "monitor").text("socket", socket).text("name", event_name(event)).number("value", value);
  output.object(fields.text("endpoint", endpoint.bytes()).number("at", at));
  return event != ZMQ_EVENT_MONITOR_STOPPED;
}

/// Drains a monitor until it stopped or its context ended: an unread one would stall other sockets of its context.
void drain(const Functions& zmq, void* reader, const std::string& socket, Output& output) {
  while (read_event(zmq, reader, socket, output)) {
  }
  zmq.zmq_close(reader);
}

/// The bits of the events that the request names; all without that argument.
int mask_of(Arguments& arguments) {
  const Json* const named = arguments.optional("events");
  if (named == nullptr) return ZMQ_EVENT_ALL;
  int mask = 0;
  bool valid = named->is_array();
  for (const Json& name : valid ? *named : Json::array()) {
    const auto found = std::find(event_names.begin(), event_names.end(), name);
    valid = valid && found != event_names.end();
    if (valid) mask |= 1 << (found - event_names.begin());
  }
  if (!valid) arguments.refuse("the argument events must be an array of names of events");
  return mask;
}

/// zmq_socket_monitor as it is: whoever asked for it reads what is told there.
Reply plain_monitor(Call& call, void* socket, const Json& endpoint) {
  const int mask = mask_of(call.arguments);
  if (!endpoint.is_string() && !endpoint.is_null()) call.arguments.refuse("the argument endpoint must be text or null");
  if (auto problem = call.arguments.problem()) return *problem;
  const std::string text = endpoint.is_string() ? endpoint.get<std::string>() : "";
  const int status = call.zmq().zmq_socket_monitor(socket, endpoint.is_string() ? text.c_str() : nullptr, mask);
  return status == 0 ? ok() : error(error_name(call.error_number()));
}

}  // namespace

Reply socket_monitor(Call& call) {
  void* const socket = call.socket("socket");
  const std::string name = call.arguments.text("socket");
  const Functions& zmq = call.zmq();
  if (zmq.zmq_socket_monitor == nullptr) call.arguments.refuse_unsupported("the library has no zmq_socket_monitor");
  const Json* const told_at = call.arguments.optional("endpoint");
  if (told_at != nullptr && zmq.zmq_socket_monitor != nullptr) return plain_monitor(call, socket, *told_at);
  if (auto problem = call.arguments.problem()) return *problem;
  const std::string endpoint = "inproc://zassay-monitor-" + std::to_string(call.id);
  if (zmq.zmq_socket_monitor(socket, endpoint.c_str(), ZMQ_EVENT_ALL) != 0)
    return error(error_name(call.error_number()));
  Context& context = *call.space.sockets.at(name).context;
  errno = 0;
  void* const reader = context.open_monitor_reader(endpoint.c_str());
  if (reader == nullptr) {
    const int problem = call.error_number();
    zmq.zmq_socket_monitor(socket, nullptr, 0);
    return error(error_name(problem));
  }
  Result<Thread> thread = Thread::start(
      "monitor", [&zmq, reader, name, &output = call.services.output] { drain(zmq, reader, name, output); });
  if (!thread) {
    zmq.zmq_close(reader);
    zmq.zmq_socket_monitor(socket, nullptr, 0);
    return error("EAGAIN");
  }
  context.add_thread(std::move(*thread));
  return ok();
}

}  // namespace zassay::libzmq
