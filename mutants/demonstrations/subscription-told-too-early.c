// Sound: a subscription that the publisher has read is in force.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_XPUB), *in = zmq_socket(context, ZMQ_SUB);
  int limit_ms = 2000;
  char octets[2] = "";
  if (zmq_setsockopt(in, ZMQ_SUBSCRIBE, "t", 1) || zmq_setsockopt(in, ZMQ_RCVTIMEO, &limit_ms, sizeof limit_ms))
    return 2;
  if (zmq_bind(out, "inproc://x") || zmq_connect(in, "inproc://x") || zmq_recv(out, octets, 2, 0) != 2) return 2;
  if (zmq_send(out, "t", 1, 0) != 1) return 2;
  return zmq_recv(in, octets, 2, 0) != 1;
}
