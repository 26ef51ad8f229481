// Sound: a subscription can be cancelled.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_SUB);
  if (in == NULL || zmq_setsockopt(in, ZMQ_SUBSCRIBE, "a", 1)) return 2;
  return zmq_setsockopt(in, ZMQ_UNSUBSCRIBE, "a", 1) != 0;
}
