// Sound: a subscription matches what begins with it.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_XPUB), *in = zmq_socket(context, ZMQ_SUB);
  int limit_ms = 2000;
  char octets[2] = "";
  if (zmq_setsockopt(in, ZMQ_SUBSCRIBE, "ab", 2) || zmq_setsockopt(in, ZMQ_RCVTIMEO, &limit_ms, sizeof limit_ms))
    return 2;
  if (zmq_bind(out, "inproc://x") || zmq_connect(in, "inproc://x") || zmq_recv(out, octets, 2, 0) != 3) return 2;
  if (zmq_send(out, "abc", 3, 0) != 3) return 2;
  return zmq_recv(in, octets, 2, 0) != 3;
}
