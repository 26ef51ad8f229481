// Sound: a subscription reaches the publisher.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *xpub = zmq_socket(context, ZMQ_XPUB), *sub = zmq_socket(context, ZMQ_SUB);
  char text[9];
  if (zmq_bind(xpub, "inproc://a") || zmq_connect(sub, "inproc://a")) return 2;
  zmq_setsockopt(sub, ZMQ_SUBSCRIBE, "a", 1);
  return zmq_recv(xpub, text, sizeof text, ZMQ_DONTWAIT) != 2;
}
