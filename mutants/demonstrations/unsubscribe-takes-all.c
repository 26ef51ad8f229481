// Sound: of two equal subscriptions one stays when the other is cancelled.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *pub = zmq_socket(context, ZMQ_PUB), *sub = zmq_socket(context, ZMQ_SUB);
  char text[9];
  if (zmq_bind(pub, "inproc://a") || zmq_connect(sub, "inproc://a")) return 2;
  zmq_setsockopt(sub, ZMQ_SUBSCRIBE, "a", 1);
  zmq_setsockopt(sub, ZMQ_SUBSCRIBE, "a", 1);
  zmq_setsockopt(sub, ZMQ_UNSUBSCRIBE, "a", 1);
  if (zmq_send(pub, "a", 1, 0) != 1) return 2;
  return zmq_recv(sub, text, sizeof text, ZMQ_DONTWAIT) < 0;
}
