// Sound: a publisher never refuses a message, however slow its subscribers are.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *pub = zmq_socket(context, ZMQ_PUB), *sub = zmq_socket(context, ZMQ_SUB);
  if (zmq_bind(pub, "inproc://a") || zmq_connect(sub, "inproc://a")) return 2;
  zmq_setsockopt(sub, ZMQ_SUBSCRIBE, "", 0);
  for (int i = 0; i < 3000; ++i) {
    if (zmq_send(pub, "1", 1, 0) != 1) return 1;
  }
  return 0;
}
