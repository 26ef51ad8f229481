// Sound: by default each part of an upstream message may subscribe.
#include <zmq.h>

int main(void) {
  enum { only_first_subscribe = 108 };  // which zmq.h names among its drafts only
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_XPUB), *in = zmq_socket(context, ZMQ_XSUB);
  int only_first = 0;
  char octets[2] = "";
  if (zmq_setsockopt(out, only_first_subscribe, &only_first, sizeof only_first)) return 2;
  if (zmq_bind(out, "inproc://x") || zmq_connect(in, "inproc://x")) return 2;
  if (zmq_send(in, "hi", 2, ZMQ_SNDMORE) != 2 || zmq_send(in, "\1t", 2, 0) != 2) return 2;
  if (zmq_recv(out, octets, 2, 0) != 2 || zmq_recv(out, octets, 2, 0) != 2 || zmq_send(out, "t", 1, 0) != 1) return 2;
  return zmq_recv(in, octets, 1, ZMQ_DONTWAIT) != 1;
}
