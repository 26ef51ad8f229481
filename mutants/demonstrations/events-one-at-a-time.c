// Sound: EVENTS of a PAIR that has a peer and a message tells both IN and OUT.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PAIR), *out = zmq_socket(context, ZMQ_PAIR);
  int events = 0;
  if (zmq_bind(in, "inproc://x") || zmq_connect(out, "inproc://x") || zmq_send(out, "1", 1, 0) != 1) return 2;
  zmq_getsockopt(in, ZMQ_EVENTS, &events, &(size_t){sizeof events});
  return events != (ZMQ_POLLIN | ZMQ_POLLOUT);
}
