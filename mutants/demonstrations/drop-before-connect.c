// Sound: what was accepted before the peer was there reaches it when it comes.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  char text[9];
  if (zmq_connect(out, "inproc://a") || zmq_send(out, "1", 1, 0) != 1 || zmq_bind(in, "inproc://a")) return 2;
  return zmq_recv(in, text, 1, ZMQ_DONTWAIT) != 1;
}
