// Sound: a name that was unbound can be bound again.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *one = zmq_socket(context, ZMQ_PULL), *two = zmq_socket(context, ZMQ_PULL);
  if (zmq_bind(one, "inproc://x") || zmq_unbind(one, "inproc://x")) return 2;
  return zmq_bind(two, "inproc://x") != 0;
}
