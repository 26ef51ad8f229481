// Sound: a publisher at its mark drops the new message, and not the oldest one that waits.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_XPUB), *in = zmq_socket(context, ZMQ_SUB);
  int one = 1;
  char octet[2];
  if (zmq_setsockopt(out, ZMQ_SNDHWM, &one, sizeof one) || zmq_setsockopt(in, ZMQ_RCVHWM, &one, sizeof one) ||
      zmq_setsockopt(in, ZMQ_SUBSCRIBE, "", 0))
    return 2;
  if (zmq_bind(out, "inproc://x") || zmq_connect(in, "inproc://x") || zmq_recv(out, octet, 2, 0) != 1) return 2;
  for (const char* each = "123456789"; *each; ++each) zmq_send(out, each, 1, 0);
  return zmq_recv(in, octet, 1, 0) != 1 || octet[0] != '1';
}
