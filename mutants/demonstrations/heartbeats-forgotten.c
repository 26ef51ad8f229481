// Sound: the interval of heartbeats is what it was set to.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL);
  int interval_ms = 50;
  size_t size = sizeof interval_ms;
  if (zmq_setsockopt(in, ZMQ_HEARTBEAT_IVL, &interval_ms, size)) return 2;
  if (zmq_getsockopt(in, ZMQ_HEARTBEAT_IVL, &interval_ms, &size)) return 2;
  return interval_ms != 50;
}
