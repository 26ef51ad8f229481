// Sound: a socket of any type can bind.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *sub = zmq_socket(context, ZMQ_SUB);
  return zmq_bind(sub, "inproc://a") != 0;
}
