// Sound: when a receiver closes amid a message, the rest of that message reaches nobody else.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_PUSH), *leaves = zmq_socket(context, ZMQ_PULL),
       *heir = zmq_socket(context, ZMQ_PULL);
  char octet = 0;
  zmq_bind(out, "inproc://x"), zmq_connect(leaves, "inproc://x");
  zmq_send(out, "head", 4, ZMQ_SNDMORE), zmq_close(leaves);
  zmq_setsockopt(heir, ZMQ_RCVTIMEO, &(int){100}, sizeof(int)), zmq_connect(heir, "inproc://x");
  zmq_send(out, "tail", 4, 0);
  do zmq_send(out, "next", 4, 0);
  while (zmq_recv(heir, &octet, 1, 0) < 0);
  return octet != 'n';
}
