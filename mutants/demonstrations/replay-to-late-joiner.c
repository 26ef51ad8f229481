// Sound: a subscriber gets nothing that was published before it came.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *pub = zmq_socket(context, ZMQ_PUB), *sub = zmq_socket(context, ZMQ_SUB);
  char text[9];
  if (zmq_bind(pub, "inproc://a") || zmq_send(pub, "old", 3, 0) != 3) return 2;
  if (zmq_connect(sub, "inproc://a")) return 2;
  zmq_setsockopt(sub, ZMQ_SUBSCRIBE, "", 0);
  return zmq_recv(sub, text, sizeof text, ZMQ_DONTWAIT) >= 0;
}
