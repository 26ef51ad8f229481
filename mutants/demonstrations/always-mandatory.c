// Sound: a message to nobody is dropped silently unless routing is mandatory.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *router = zmq_socket(context, ZMQ_ROUTER);
  if (zmq_bind(router, "inproc://a")) return 2;
  return zmq_send(router, "nobody", 6, ZMQ_SNDMORE) != 6 || zmq_send(router, "x", 1, 0) != 1;
}
