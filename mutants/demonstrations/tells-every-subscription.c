// Sound: an XPUB that is not verbose tells the first subscription to a topic only.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_XPUB), *one = zmq_socket(context, ZMQ_SUB),
       *other = zmq_socket(context, ZMQ_SUB);
  char octets[2] = "";
  zmq_setsockopt(one, ZMQ_SUBSCRIBE, "t", 1), zmq_setsockopt(other, ZMQ_SUBSCRIBE, "t", 1);
  if (zmq_bind(out, "inproc://x") || zmq_connect(one, "inproc://x") || zmq_connect(other, "inproc://x")) return 2;
  if (zmq_recv(out, octets, 2, 0) != 2) return 2;
  return zmq_recv(out, octets, 2, ZMQ_DONTWAIT) >= 0;
}
