// Sound: a socket may be bound to several endpoints.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  if (out == NULL || zmq_bind(in, "inproc://a")) return 2;
  return zmq_bind(in, "inproc://b") != 0;
}
