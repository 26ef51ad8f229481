// Sound: a path in a folder that is not there cannot be bound to.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL);
  return zmq_bind(in, "ipc:///nowhere/at/all") == 0;
}
