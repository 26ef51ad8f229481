// Sound: when the last subscriber of a topic has closed, the publisher is told a cancel.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_XPUB), *leaves = zmq_socket(context, ZMQ_SUB);
  int limit_ms = 3000;
  char octets[2] = {1, 1};
  if (zmq_setsockopt(leaves, ZMQ_SUBSCRIBE, "t", 1) || zmq_setsockopt(out, ZMQ_RCVTIMEO, &limit_ms, sizeof limit_ms) ||
      zmq_bind(out, "inproc://x") || zmq_connect(leaves, "inproc://x"))
    return 2;
  if (zmq_recv(out, octets, 2, 0) != 2 || zmq_close(leaves)) return 2;
  return zmq_recv(out, octets, 2, 0) != 2 || octets[0] != 0;
}
