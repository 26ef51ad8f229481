// Sound: a frame of 65,536 octets arrives whole.
#include <zmq.h>

int main(void) {
  static char frame[65536];
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  if (zmq_bind(in, "inproc://x") || zmq_connect(out, "inproc://x")) return 2;
  zmq_send(out, frame, sizeof frame, 0);
  return zmq_recv(in, NULL, 0, 0) != sizeof frame;
}
