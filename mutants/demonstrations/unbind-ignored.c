// Sound: an endpoint that was unbound is free.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  if (zmq_bind(in, "inproc://a") || zmq_unbind(in, "inproc://a")) return 2;
  return zmq_bind(out, "inproc://a") != 0;
}
