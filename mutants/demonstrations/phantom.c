// Sound: where nothing was sent nothing is received.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL);
  char text[9];
  if (zmq_bind(in, "inproc://a")) return 2;
  return zmq_recv(in, text, sizeof text, ZMQ_DONTWAIT) != -1;
}
