// Sound: a received message has the size that was sent.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  char text[9];
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a")) return 2;
  if (zmq_send(out, "abc", 3, 0) < 0) return 2;
  return zmq_recv(in, text, sizeof text, ZMQ_DONTWAIT) != 3;
}
