// Sound: a socket can be bound to an interface by its name.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL);
  return zmq_bind(in, "tcp://lo:*") != 0;
}
