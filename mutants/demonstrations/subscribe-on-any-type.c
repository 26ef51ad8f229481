// Sound: only a SUB takes a subscription by option.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_PUSH);
  return zmq_setsockopt(out, ZMQ_SUBSCRIBE, "t", 1) == 0;
}
