// Sound: what is for nobody is dropped, and not kept for whoever comes later.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *router = zmq_socket(context, ZMQ_ROUTER), *dealer = zmq_socket(context, ZMQ_DEALER);
  if (zmq_bind(router, "inproc://a") || zmq_setsockopt(dealer, ZMQ_ROUTING_ID, "d", 1)) return 2;
  if (zmq_send(router, "d", 1, ZMQ_SNDMORE) != 1 || zmq_send(router, "x", 1, 0) != 1) return 2;
  if (zmq_connect(dealer, "inproc://a") || zmq_send(dealer, "", 0, 0)) return 2;
  return zmq_recv(router, 0, 0, 0) != 1 || zmq_recv(dealer, 0, 0, ZMQ_DONTWAIT) != -1;
}
