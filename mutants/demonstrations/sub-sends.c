// Sound: a SUB refuses to send.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_XPUB), *in = zmq_socket(context, ZMQ_SUB);
  if (zmq_bind(out, "inproc://x") || zmq_connect(in, "inproc://x")) return 2;
  return zmq_send(in, "back", 4, ZMQ_DONTWAIT) >= 0;
}
