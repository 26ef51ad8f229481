// Sound: what was left of a message whose receiver went away is no part of the next one.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_PUSH), *first = zmq_socket(context, ZMQ_PULL);
  void* second = zmq_socket(context, ZMQ_PULL);
  char text[9];
  if (zmq_bind(out, "inproc://a") || zmq_connect(first, "inproc://a")) return 2;
  if (zmq_send(out, "h", 1, ZMQ_SNDMORE) != 1 || zmq_close(first) || zmq_connect(second, "inproc://a")) return 2;
  zmq_send(out, "t", 1, 0);
  while (zmq_recv(second, text, sizeof text, ZMQ_DONTWAIT) != 1) zmq_send(out, "n", 1, ZMQ_DONTWAIT);
  return text[0] != 'n';
}
