// Sound: nothing goes to a peer that was disconnected.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a")) return 2;
  if (zmq_disconnect(out, "inproc://a")) return 2;
  return zmq_send(out, "1", 1, ZMQ_DONTWAIT) >= 0;
}
