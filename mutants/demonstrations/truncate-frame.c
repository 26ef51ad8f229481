// Sound: a frame arrives in its whole length.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  char text[200] = "";
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a")) return 2;

  zmq_send(out, text, 100, 0);
  zmq_send(out, text, 100, 0);
  return zmq_recv(in, text, 200, ZMQ_DONTWAIT) != 100 || zmq_recv(in, text, 200, ZMQ_DONTWAIT) != 100;
}
