// Sound: the empty subscription brings the empty message.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_XPUB), *in = zmq_socket(context, ZMQ_SUB);
  char octet = 0;
  if (zmq_setsockopt(in, ZMQ_SUBSCRIBE, "", 0) || zmq_bind(out, "inproc://x") || zmq_connect(in, "inproc://x"))
    return 2;
  if (zmq_recv(out, &octet, 1, 0) != 1 || zmq_send(out, "", 0, 0) != 0) return 2;
  return zmq_recv(in, &octet, 1, ZMQ_DONTWAIT) != 0;
}
