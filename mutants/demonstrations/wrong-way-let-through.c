// Sound: a PULL cannot send.
#include <errno.h>
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL);
  return zmq_send(in, "1", 1, ZMQ_DONTWAIT) != -1 || zmq_errno() != ENOTSUP;
}
