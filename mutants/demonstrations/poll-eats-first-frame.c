// Sound: a message that poll has announced is received whole.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_XPUB), *in = zmq_socket(context, ZMQ_SUB);
  char octet = 0;
  if (zmq_setsockopt(in, ZMQ_SUBSCRIBE, "", 0) || zmq_bind(out, "inproc://x") || zmq_connect(in, "inproc://x") ||
      zmq_recv(out, &octet, 1, 0) != 1)
    return 2;
  if (zmq_send(out, "1", 1, ZMQ_SNDMORE) != 1 || zmq_send(out, "2", 1, 0) != 1) return 2;
  if (zmq_poll(&(zmq_pollitem_t){in, 0, ZMQ_POLLIN, 0}, 1, -1) != 1) return 2;
  return zmq_recv(in, &octet, 1, 0) != 1 || octet != '1';
}
