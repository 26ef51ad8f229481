// Sound: a subscription that an XSUB sends reaches the publishers that are there.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_XPUB), *in = zmq_socket(context, ZMQ_XSUB);
  char octets[2] = "";
  if (zmq_bind(out, "inproc://x") || zmq_connect(in, "inproc://x") || zmq_send(in, "\1t", 2, 0) != 2) return 2;
  return zmq_recv(out, octets, 2, ZMQ_DONTWAIT) != 2 || octets[1] != 't';
}
