// Sound: what has come can be received when its sender has closed.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_PUSH), *in = zmq_socket(context, ZMQ_PULL);
  zmq_bind(out, "inproc://x"), zmq_connect(in, "inproc://x"), zmq_send(out, "1", 1, 0), zmq_close(out);
  return zmq_recv(in, NULL, 0, ZMQ_DONTWAIT) != 1;
}
