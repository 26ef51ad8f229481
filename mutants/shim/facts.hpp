#pragma once

namespace zassay::mutants {

/// What the shim remembers of a socket that was opened through it.
struct SocketFacts {
  void* context = nullptr;
  int type = -1;            ///< ZMQ_PUB, …
  int number = 0;           ///< how many of its type were opened before it in its context
  bool is_monitor = false;  ///< reads what zmq_socket_monitor tells: no defect strikes it
};

/// Safe from any thread. An unknown socket has the type -1.
SocketFacts facts_of(void* socket);

/// Whether a socket goes in lock step: what it received cannot be taken back at the API.
bool in_lock_step(void* socket);

void remember_socket(void* context, int type, void* socket);
void remember_monitor_endpoint(const char* endpoint);
/// Called for each connect: a socket that connects to the endpoint of a monitor is a reader of it.
void remember_connect(void* socket, const char* endpoint);
void forget_facts(void* socket);

}  // namespace zassay::mutants
