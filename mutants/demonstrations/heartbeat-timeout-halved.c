// Sound: the time-out of heartbeats is what it was set to.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL);
  int limit_ms = 200;
  size_t size = sizeof limit_ms;
  if (zmq_setsockopt(in, ZMQ_HEARTBEAT_TIMEOUT, &limit_ms, size)) return 2;
  if (zmq_getsockopt(in, ZMQ_HEARTBEAT_TIMEOUT, &limit_ms, &size)) return 2;
  return limit_ms != 200;
}
