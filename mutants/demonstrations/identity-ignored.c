// Sound: a ROUTER knows a peer by the routing id that it has chosen.
#include <string.h>
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *router = zmq_socket(context, ZMQ_ROUTER), *dealer = zmq_socket(context, ZMQ_DEALER);
  char id[9];
  if (zmq_setsockopt(dealer, ZMQ_ROUTING_ID, "ann", 3)) return 2;
  if (zmq_bind(router, "inproc://a") || zmq_connect(dealer, "inproc://a")) return 2;
  if (zmq_send(dealer, "1", 1, 0) != 1) return 2;
  return zmq_recv(router, id, sizeof id, 0) != 3 || memcmp(id, "ann", 3) != 0;
}
