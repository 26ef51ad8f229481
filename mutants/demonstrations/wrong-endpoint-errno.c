// Sound: a bind to an unknown transport says EPROTONOSUPPORT.
#include <errno.h>
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL);
  return zmq_bind(in, "pigeon://roof") == 0 || zmq_errno() != EPROTONOSUPPORT;
}
