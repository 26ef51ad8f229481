// Sound: with CONFLATE the last message is kept.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_PUSH), *in = zmq_socket(context, ZMQ_PULL);
  int one = 1;
  char octet = 0;
  if (zmq_setsockopt(out, ZMQ_CONFLATE, &one, sizeof one) || zmq_setsockopt(in, ZMQ_CONFLATE, &one, sizeof one) ||
      zmq_bind(in, "inproc://x") || zmq_connect(out, "inproc://x"))
    return 2;
  if (zmq_send(out, "1", 1, 0) != 1 || zmq_send(out, "2", 1, 0) != 1 || zmq_recv(in, &octet, 1, 0) != 1) return 2;
  return octet != '2';
}
