// Sound: what was for a peer that left is not for the next one.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *bound = zmq_socket(context, ZMQ_PAIR), *first = zmq_socket(context, ZMQ_PAIR),
       *second = zmq_socket(context, ZMQ_PAIR);
  zmq_bind(bound, "inproc://x"), zmq_connect(first, "inproc://x"), zmq_send(bound, "1", 1, 0), zmq_close(first);
  for (int i = 0; i < 500; ++i) zmq_poll(&(zmq_pollitem_t){bound, 0, ZMQ_POLLIN, 0}, 1, 1);
  zmq_connect(second, "inproc://x");
  return zmq_poll(&(zmq_pollitem_t){second, 0, ZMQ_POLLIN, 0}, 1, 100) != 0;
}
