// Sound: a routing id that is set after a connect does not hold for it.
#include <string.h>
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *router = zmq_socket(context, ZMQ_ROUTER), *dealer = zmq_socket(context, ZMQ_DEALER);
  char text[9];
  if (zmq_setsockopt(dealer, ZMQ_ROUTING_ID, "old", 3) || zmq_bind(router, "inproc://a")) return 2;
  if (zmq_connect(dealer, "inproc://a") || zmq_setsockopt(dealer, ZMQ_ROUTING_ID, "new", 3)) return 2;
  if (zmq_send(dealer, "1", 1, 0) != 1 || zmq_recv(router, text, sizeof text, ZMQ_DONTWAIT) != 3) return 2;
  return memcmp(text, "old", 3) != 0;
}
