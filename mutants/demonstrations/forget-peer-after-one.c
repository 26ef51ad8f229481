// Sound: everything that a peer sent is received.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_PUSH), *in = zmq_socket(context, ZMQ_PULL);
  int limit_ms = 2000;
  char octet = 0;
  if (zmq_bind(in, "inproc://x") || zmq_connect(out, "inproc://x") ||
      zmq_setsockopt(in, ZMQ_RCVTIMEO, &limit_ms, sizeof limit_ms))
    return 2;
  if (zmq_send(out, "1", 1, 0) != 1 || zmq_send(out, "2", 1, 0) != 1 || zmq_recv(in, &octet, 1, 0) != 1) return 2;
  return zmq_recv(in, &octet, 1, 0) != 1;
}
