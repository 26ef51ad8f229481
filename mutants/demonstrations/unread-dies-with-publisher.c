// Sound: what a subscriber has got can be read after its publisher has left.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_XPUB), *in = zmq_socket(context, ZMQ_SUB);
  int limit_ms = 3000;
  char octet = 0;
  if (zmq_setsockopt(in, ZMQ_SUBSCRIBE, "", 0) || zmq_setsockopt(in, ZMQ_RCVTIMEO, &limit_ms, sizeof limit_ms) ||
      zmq_bind(out, "inproc://x") || zmq_connect(in, "inproc://x") || zmq_recv(out, &octet, 1, 0) != 1)
    return 2;
  if (zmq_send(out, "1", 1, 0) != 1 || zmq_close(out)) return 2;
  return zmq_recv(in, &octet, 1, 0) != 1;
}
