// Sound: without a peer nothing is accepted.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_PUSH);
  return zmq_send(out, "1", 1, ZMQ_DONTWAIT) >= 0;
}
