// Sound: a bind to an address of another machine says EADDRNOTAVAIL.
#include <errno.h>
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL);
  return zmq_bind(in, "tcp://192.0.2.1:*") == 0 || zmq_errno() != EADDRNOTAVAIL;
}
