// Sound: a ROUTER serves a peer that has room while another one has none.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *router = zmq_socket(context, ZMQ_ROUTER), *full = zmq_socket(context, ZMQ_DEALER);
  void* free = zmq_socket(context, ZMQ_DEALER);
  int one = 1;
  zmq_setsockopt(router, ZMQ_SNDHWM, &one, sizeof one), zmq_setsockopt(full, ZMQ_RCVHWM, &one, sizeof one);
  if (zmq_setsockopt(full, ZMQ_ROUTING_ID, "a", 1) || zmq_setsockopt(free, ZMQ_ROUTING_ID, "b", 1)) return 2;
  if (zmq_bind(router, "inproc://a") || zmq_connect(full, "inproc://a") || zmq_connect(free, "inproc://a")) return 2;
  for (int i = 0; i < 5; ++i) zmq_send(router, "a", 1, ZMQ_SNDMORE), zmq_send(router, "1", 1, 0);
  if (zmq_send(router, "b", 1, ZMQ_SNDMORE) != 1 || zmq_send(router, "2", 1, 0) != 1) return 2;
  return zmq_recv(free, NULL, 0, ZMQ_DONTWAIT) != 1;
}
