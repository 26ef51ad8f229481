// Sound: a receive that a poll has announced succeeds.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  char text[9];
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a")) return 2;
  if (zmq_send(out, "1", 1, 0) != 1) return 2;
  zmq_pollitem_t item = {in, 0, ZMQ_POLLIN, 0};
  return zmq_poll(&item, 1, -1) == 1 && zmq_recv(in, text, sizeof text, ZMQ_DONTWAIT) != 1;
}
