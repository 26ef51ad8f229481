// Sound: without handover a newcomer with a used identity does not take it over.
#include <unistd.h>
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *router = zmq_socket(context, ZMQ_ROUTER), *first = zmq_socket(context, ZMQ_DEALER),
       *newcomer = zmq_socket(context, ZMQ_DEALER);
  zmq_setsockopt(first, ZMQ_ROUTING_ID, "x", 1), zmq_setsockopt(newcomer, ZMQ_ROUTING_ID, "x", 1), alarm(5);
  zmq_bind(router, "inproc://x"), zmq_connect(first, "inproc://x"), zmq_send(first, "1", 1, 0);
  zmq_recv(router, NULL, 0, 0), zmq_recv(router, NULL, 0, 0), zmq_connect(newcomer, "inproc://x");
  zmq_poll(&(zmq_pollitem_t){router, 0, ZMQ_POLLIN, 0}, 1, 0);
  zmq_send(router, "x", 1, ZMQ_SNDMORE), zmq_send(router, "2", 1, 0);
  return zmq_recv(first, NULL, 0, 0) != 1;
}
