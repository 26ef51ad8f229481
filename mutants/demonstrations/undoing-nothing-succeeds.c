// Sound: what was not bound cannot be unbound.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL);
  return zmq_unbind(in, "tcp://127.0.0.1:9") == 0;
}
