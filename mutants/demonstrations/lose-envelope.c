// Sound: a ROUTER receives the routing id in front of the message.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *router = zmq_socket(context, ZMQ_ROUTER), *dealer = zmq_socket(context, ZMQ_DEALER);
  char text[99];
  if (zmq_bind(router, "inproc://a") || zmq_connect(dealer, "inproc://a") || zmq_send(dealer, "1", 1, 0) != 1) return 2;
  return zmq_recv(router, text, 99, ZMQ_DONTWAIT) != 5 || zmq_recv(router, text, 99, ZMQ_DONTWAIT) != 1;
}
