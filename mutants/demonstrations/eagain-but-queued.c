// Sound: what was refused because the queue was full does not arrive.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  char text[9];
  int waiting = 0;
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a")) return 2;
  while (zmq_send(out, "1", 1, ZMQ_DONTWAIT) == 1) ++waiting;
  while (zmq_recv(in, text, 1, ZMQ_DONTWAIT) == 1) --waiting;
  return waiting != 0;
}
