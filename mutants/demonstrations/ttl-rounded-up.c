// Sound: a time to live of less than a tenth of a second is none.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL);
  int ttl_ms = 99;
  size_t size = sizeof ttl_ms;
  if (zmq_setsockopt(in, ZMQ_HEARTBEAT_TTL, &ttl_ms, size)) return 2;
  if (zmq_getsockopt(in, ZMQ_HEARTBEAT_TTL, &ttl_ms, &size)) return 2;
  return ttl_ms != 0;
}
