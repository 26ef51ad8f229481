// Sound: each publisher that a subscriber connects to is told its subscriptions.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *first = zmq_socket(context, ZMQ_XPUB), *second = zmq_socket(context, ZMQ_XPUB),
       *in = zmq_socket(context, ZMQ_SUB);
  int limit_ms = 2000;
  char octets[2];
  if (zmq_bind(first, "inproc://x") || zmq_bind(second, "inproc://y") ||
      zmq_setsockopt(second, ZMQ_RCVTIMEO, &limit_ms, sizeof limit_ms))
    return 2;
  if (zmq_setsockopt(in, ZMQ_SUBSCRIBE, "t", 1) || zmq_connect(in, "inproc://x") || zmq_connect(in, "inproc://y"))
    return 2;
  return zmq_recv(second, octets, 2, 0) != 2;
}
