#include "mutants/shim/facts.hpp"

#include <zmq.h>

#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

namespace zassay::mutants {
namespace {

struct Memory {
  std::mutex mutex;
  std::unordered_map<void*, SocketFacts> sockets;
  std::set<std::string> monitor_endpoints;
};

Memory& memory() {
  static Memory* const memory = new Memory;  // never ends: calls may come while the process exits
  return *memory;
}

}  // namespace

SocketFacts facts_of(void* socket) {
  Memory& known = memory();
  const std::lock_guard lock(known.mutex);
  const auto found = known.sockets.find(socket);
  return found != known.sockets.end() ? found->second : SocketFacts{};
}

bool in_lock_step(void* socket) {
  const int type = facts_of(socket).type;
  return type == ZMQ_REQ || type == ZMQ_REP;
}

void remember_socket(void* context, int type, void* socket) {
  Memory& known = memory();
  const std::lock_guard lock(known.mutex);
  int number = 0;
  for (const auto& [other, facts] : known.sockets) {
    number += facts.context == context && facts.type == type && other != socket ? 1 : 0;
  }
  known.sockets[socket] = {context, type, number, false};
}

void remember_monitor_endpoint(const char* endpoint) {
  // One that a case reads by itself is an endpoint as any other.
  if (endpoint == nullptr || !std::string_view(endpoint).starts_with("inproc://zassay-monitor-")) return;
  Memory& known = memory();
  const std::lock_guard lock(known.mutex);
  known.monitor_endpoints.insert(endpoint);
}

void remember_connect(void* socket, const char* endpoint) {
  if (endpoint == nullptr) return;
  Memory& known = memory();
  const std::lock_guard lock(known.mutex);
  const auto found = known.sockets.find(socket);
  if (found != known.sockets.end() && known.monitor_endpoints.contains(endpoint)) found->second.is_monitor = true;
}

void forget_facts(void* socket) {
  Memory& known = memory();
  const std::lock_guard lock(known.mutex);
  known.sockets.erase(socket);
}

}  // namespace zassay::mutants
