// Sound: a ROUTER sends a message to the peer that its first frame names.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *router = zmq_socket(context, ZMQ_ROUTER), *a = zmq_socket(context, ZMQ_DEALER);
  void* b = zmq_socket(context, ZMQ_DEALER);
  char text[9];
  if (zmq_setsockopt(a, ZMQ_ROUTING_ID, "a", 1) || zmq_setsockopt(b, ZMQ_ROUTING_ID, "b", 1)) return 2;
  if (zmq_bind(router, "inproc://a") || zmq_connect(a, "inproc://a") || zmq_connect(b, "inproc://a")) return 2;
  if (zmq_send(router, "a", 1, ZMQ_SNDMORE) != 1 || zmq_send(router, "1", 1, 0) != 1) return 2;
  if (zmq_send(router, "b", 1, ZMQ_SNDMORE) != 1 || zmq_send(router, "2", 1, 0) != 1) return 2;
  return zmq_recv(a, text, 1, ZMQ_DONTWAIT) != 1 || zmq_recv(b, text, 1, ZMQ_DONTWAIT) != 1;
}
