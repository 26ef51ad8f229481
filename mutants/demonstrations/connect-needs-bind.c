// Sound: a socket may be connected before its peer is bound.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_PUSH);
  return zmq_connect(out, "inproc://a") != 0;
}
