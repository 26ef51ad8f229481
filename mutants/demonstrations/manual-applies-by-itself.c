// Sound: with manual subscriptions a subscriber gets what the publisher set for it, and nothing else.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_XPUB), *in = zmq_socket(context, ZMQ_SUB);
  int one = 1;
  char octets[2] = "";
  if (zmq_setsockopt(out, ZMQ_XPUB_MANUAL, &one, sizeof one) || zmq_setsockopt(in, ZMQ_SUBSCRIBE, "A", 1) ||
      zmq_bind(out, "inproc://x") || zmq_connect(in, "inproc://x"))
    return 2;
  if (zmq_recv(out, octets, 2, 0) != 2 || zmq_setsockopt(out, ZMQ_SUBSCRIBE, "A1", 2)) return 2;
  if (zmq_send(out, "A0", 2, 0) != 2 || zmq_send(out, "A1", 2, 0) != 2) return 2;
  return zmq_recv(in, octets, 2, 0) != 2 || octets[1] != '1';
}
