// Sound: every subscriber gets what it subscribed to.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *pub = zmq_socket(context, ZMQ_PUB), *a = zmq_socket(context, ZMQ_SUB);
  void* b = zmq_socket(context, ZMQ_SUB);
  char text[9];
  if (zmq_setsockopt(a, ZMQ_SUBSCRIBE, "", 0) || zmq_setsockopt(b, ZMQ_SUBSCRIBE, "", 0)) return 2;
  if (zmq_bind(pub, "inproc://a") || zmq_connect(a, "inproc://a") || zmq_connect(b, "inproc://a")) return 2;
  if (zmq_send(pub, "1", 1, 0) != 1) return 2;
  return zmq_recv(a, text, 1, ZMQ_DONTWAIT) != 1 || zmq_recv(b, text, 1, ZMQ_DONTWAIT) != 1;
}
