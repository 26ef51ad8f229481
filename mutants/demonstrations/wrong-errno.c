// Sound: a bind to what is no endpoint says EINVAL.
#include <errno.h>
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL);
  return zmq_bind(in, "nowhere") == 0 || zmq_errno() != EINVAL;
}
