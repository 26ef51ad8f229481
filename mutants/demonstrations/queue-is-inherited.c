// Sound: what a peer had not read when it left does not go to the next one.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *hub = zmq_socket(context, ZMQ_DEALER), *left = zmq_socket(context, ZMQ_DEALER);
  void* heir = zmq_socket(context, ZMQ_DEALER);
  int limit_ms = 100;
  if (zmq_bind(hub, "inproc://a") || zmq_connect(left, "inproc://a")) return 2;
  if (zmq_send(hub, "1", 1, 0) != 1 || zmq_close(left)) return 2;
  if (zmq_setsockopt(heir, ZMQ_RCVTIMEO, &limit_ms, sizeof limit_ms) || zmq_connect(heir, "inproc://a")) return 2;
  return zmq_recv(heir, NULL, 0, 0) == 1;
}
