// Sound: while a PAIR has a peer, a second one is not heard.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *bound = zmq_socket(context, ZMQ_PAIR), *first = zmq_socket(context, ZMQ_PAIR),
       *second = zmq_socket(context, ZMQ_PAIR);
  char octet = 0;
  if (zmq_bind(bound, "inproc://x") || zmq_connect(first, "inproc://x") || zmq_send(first, "1", 1, 0) != 1 ||
      zmq_recv(bound, &octet, 1, 0) != 1)
    return 2;
  if (zmq_connect(second, "inproc://x")) return 2;
  zmq_send(second, "2", 1, ZMQ_DONTWAIT);
  return zmq_poll(&(zmq_pollitem_t){bound, 0, ZMQ_POLLIN, 0}, 1, 0) != 0;
}
