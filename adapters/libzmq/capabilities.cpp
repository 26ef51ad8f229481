#include "adapters/libzmq/capabilities.hpp"

#include <cerrno>
#include <memory>
#include <utility>

#include "adapters/libzmq/errors.hpp"
#include "adapters/libzmq/threads.hpp"

namespace zassay::libzmq {
namespace {

constexpr std::pair<const char*, int> socket_types[] = {
    {"PAIR", 0},   {"PUB", 1},   {"SUB", 2},     {"REQ", 3},      {"REP", 4},     {"DEALER", 5},  {"ROUTER", 6},
    {"PULL", 7},   {"PUSH", 8},  {"XPUB", 9},    {"XSUB", 10},    {"STREAM", 11}, {"SERVER", 12}, {"CLIENT", 13},
    {"RADIO", 14}, {"DISH", 15}, {"GATHER", 16}, {"SCATTER", 17}, {"DGRAM", 18},  {"PEER", 19},   {"CHANNEL", 20},
};

/// A transport and an address that it refuses after it was found to exist, so that asking for it opens nothing.
constexpr std::pair<const char*, const char*> bound_transports[] = {
    {"inproc", "inproc://zassay-probe"}, {"tcp", "tcp://no-port"}, {"udp", "udp://no-port"}};

/// Transports that only zmq_has tells of, and its names for them: it spelt some in capitals at first.
constexpr std::pair<const char*, const char*> asked_transports[] = {
    {"ipc", "ipc"},   {"tipc", "tipc"}, {"pgm", "pgm"}, {"epgm", "pgm"}, {"norm", "norm"},
    {"vmci", "vmci"}, {"ws", "WS"},     {"ws", "ws"},   {"wss", "WSS"},  {"wss", "wss"}};

void find_socket_types(const Functions& zmq, void* context, Capabilities& found) {
  for (const auto& [name, number] : socket_types) {
    void* const socket = zmq.zmq_socket(context, number);
    if (socket == nullptr) continue;
    found.socket_types.emplace_back(name);
    zmq.zmq_close(socket);
  }
}

void find_transports(const Functions& zmq, void* context, Capabilities& found) {
  void* const socket = zmq.zmq_socket(context, ZMQ_PAIR);
  if (socket == nullptr) return;
  for (const auto& [name, endpoint] : bound_transports) {
    if (zmq.zmq_bind(socket, endpoint) == 0 || zmq.zmq_errno() != EPROTONOSUPPORT) found.transports.emplace_back(name);
  }
  zmq.zmq_close(socket);
  for (const auto& [name, asked] : asked_transports) {
    const bool known = !found.transports.empty() && found.transports.back() == name;
    if (!known && zmq.zmq_has != nullptr && zmq.zmq_has(asked) == 1) found.transports.emplace_back(name);
  }
}

std::string array_of(const std::vector<std::string>& texts) {
  std::string json;
  for (const std::string& text : texts) json += (json.empty() ? "" : ",") + json_text(text);
  return "[" + json + "]";
}

const char* truth(bool value) { return value ? "true" : "false"; }

}  // namespace

bool Capabilities::has(OptionNeed need) const {
  switch (need) {
    case OptionNeed::draft:
      return draft;
    case OptionNeed::curve:
      return curve;
    case OptionNeed::gssapi:
      return gssapi;
    case OptionNeed::nothing:
      break;
  }
  return true;
}

int socket_type_number(std::string_view name) {
  for (const auto& [known, number] : socket_types) {
    if (known == name) return number;
  }
  return -1;
}

Result<Capabilities> probe_capabilities(const Library& library) {
  const Functions& zmq = library.functions;
  const SignalsBlocked blocked;
  void* const context = zmq.zmq_ctx_new();
  if (context == nullptr) {
    return failure("no-context", "zmq_ctx_new of " + library.path + " fails with " + error_name(zmq.zmq_errno()));
  }
  Capabilities found;
  const auto asked = [&zmq](const char* name) { return zmq.zmq_has != nullptr && zmq.zmq_has(name) == 1; };
  found.draft = asked("draft");
  found.curve = asked("curve");
  found.gssapi = asked("gssapi");
  find_socket_types(zmq, context, found);
  find_transports(zmq, context, found);
  if (zmq.zmq_ctx_term(context) != 0) {
    return failure("no-context", "zmq_ctx_term of " + library.path + " fails with " + error_name(zmq.zmq_errno()));
  }
  return found;
}

Fields capability_fields(const Library& library, const Capabilities& capabilities) {
  const Functions& zmq = library.functions;
  Fields fields;
  fields.raw("socket_types", array_of(capabilities.socket_types)).raw("transports", array_of(capabilities.transports));
  // What the adapter itself gives, whatever the library: real threads, signals, and errors as they came.
  for (const char* always : {"threads", "signals", "reports_eintr", "messages", "term_interrupt", "thread_state"}) {
    fields.raw(always, "true");
  }
  fields.raw("poll", truth(zmq.zmq_poll != nullptr)).raw("poll_descriptors", truth(zmq.zmq_poll != nullptr));
  fields.raw("monitor", truth(zmq.zmq_socket_monitor != nullptr)).raw("proxy", truth(zmq.zmq_proxy != nullptr));
  fields.raw("free_events", truth(zmq.zmq_msg_init_data != nullptr));
  fields.raw("shutdown", truth(zmq.zmq_ctx_shutdown != nullptr));
  return fields;
}

}  // namespace zassay::libzmq
