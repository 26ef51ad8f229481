// Sound: the longest wait before an attempt to connect is what it was set to.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_PUSH);
  int longest_ms = 400;
  size_t size = sizeof longest_ms;
  if (zmq_setsockopt(out, ZMQ_RECONNECT_IVL_MAX, &longest_ms, size)) return 2;
  if (zmq_getsockopt(out, ZMQ_RECONNECT_IVL_MAX, &longest_ms, &size)) return 2;
  return longest_ms != 400;
}
