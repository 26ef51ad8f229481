// Sound: a message upstream that begins with neither 0 nor 1 subscribes to nothing.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_XPUB), *in = zmq_socket(context, ZMQ_XSUB);
  char octets[2] = "";
  if (zmq_bind(out, "inproc://x") || zmq_connect(in, "inproc://x") || zmq_send(in, "\2t", 2, 0) != 2) return 2;
  if (zmq_recv(out, octets, 2, 0) != 2 || zmq_send(out, "t", 1, 0) != 1) return 2;
  return zmq_recv(in, octets, 1, ZMQ_DONTWAIT) >= 0;
}
