// Sound: with inverted matching a subscriber gets what does not match.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_XPUB), *in = zmq_socket(context, ZMQ_SUB);
  int on = 1;
  char octets[2] = "";
  zmq_setsockopt(out, ZMQ_INVERT_MATCHING, &on, sizeof on), zmq_setsockopt(in, ZMQ_INVERT_MATCHING, &on, sizeof on);
  if (zmq_setsockopt(in, ZMQ_SUBSCRIBE, "a", 1) || zmq_bind(out, "inproc://x") || zmq_connect(in, "inproc://x"))
    return 2;
  if (zmq_recv(out, octets, 2, 0) != 2 || zmq_send(out, "b", 1, 0) != 1) return 2;
  return zmq_recv(in, octets, 1, ZMQ_DONTWAIT) != 1;
}
