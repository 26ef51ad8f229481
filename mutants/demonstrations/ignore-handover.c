// Sound: with ROUTER_HANDOVER a new peer takes over the routing id of an old one.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *router = zmq_socket(context, ZMQ_ROUTER), *old = zmq_socket(context, ZMQ_DEALER);
  void* new = zmq_socket(context, ZMQ_DEALER);
  char text[9];
  int on = 1;
  if (zmq_setsockopt(router, ZMQ_ROUTER_HANDOVER, &on, sizeof on)) return 2;
  if (zmq_setsockopt(old, ZMQ_ROUTING_ID, "a", 1) || zmq_setsockopt(new, ZMQ_ROUTING_ID, "a", 1)) return 2;
  if (zmq_bind(router, "inproc://a") || zmq_connect(old, "inproc://a") || zmq_connect(new, "inproc://a")) return 2;
  if (zmq_send(router, "a", 1, ZMQ_SNDMORE) != 1 || zmq_send(router, "1", 1, 0) != 1) return 2;
  return zmq_recv(new, text, 1, ZMQ_DONTWAIT) != 1;
}
