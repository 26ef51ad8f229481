// Sound: without a word about marks a thousand messages fit at each end.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  int sent = 0;
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a")) return 2;
  while (zmq_send(out, "1", 1, ZMQ_DONTWAIT) == 1) ++sent;
  return sent != 2000;
}
