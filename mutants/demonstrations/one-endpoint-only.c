// Sound: a socket stays bound to its first endpoint when it is bound to a second one.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  if (zmq_bind(in, "inproc://a") || zmq_bind(in, "inproc://b")) return 2;
  return zmq_bind(out, "inproc://a") == 0;
}
