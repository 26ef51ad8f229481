// Sound: while a PAIR has a peer, a second one does not take its place.
#include <unistd.h>
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *bound = zmq_socket(context, ZMQ_PAIR), *first = zmq_socket(context, ZMQ_PAIR),
       *second = zmq_socket(context, ZMQ_PAIR);
  zmq_bind(bound, "inproc://x"), zmq_connect(first, "inproc://x"), zmq_send(first, "1", 1, 0), alarm(5);
  zmq_recv(bound, NULL, 0, 0), zmq_connect(second, "inproc://x");
  zmq_poll(&(zmq_pollitem_t){bound, 0, ZMQ_POLLIN, 0}, 1, 0);
  zmq_send(bound, "2", 1, 0);
  return zmq_recv(first, NULL, 0, 0) != 1;
}
