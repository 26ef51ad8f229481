// Sound: a receive that wants to know the size alone needs no buffer.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a")) return 2;
  if (zmq_send(out, "12345", 5, 0) < 0) return 2;
  return zmq_recv(in, NULL, 0, 0) != 5;
}
