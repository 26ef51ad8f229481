// Sound: with ROUTER_MANDATORY a message to an unknown peer is refused.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *router = zmq_socket(context, ZMQ_ROUTER);
  int on = 1;
  if (zmq_setsockopt(router, ZMQ_ROUTER_MANDATORY, &on, sizeof on)) return 2;
  return zmq_send(router, "nobody", 6, ZMQ_SNDMORE) >= 0;
}
