// Sound: no ERR is reported of a socket.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL);
  return zmq_poll(&(zmq_pollitem_t){in, 0, ZMQ_POLLIN | ZMQ_POLLERR, 0}, 1, 0) != 0;
}
