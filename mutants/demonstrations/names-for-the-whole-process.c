// Sound: two contexts have one inproc name each.
#include <zmq.h>

int main(void) {
  void *one = zmq_socket(zmq_ctx_new(), ZMQ_PAIR), *other = zmq_socket(zmq_ctx_new(), ZMQ_PAIR);
  if (zmq_bind(one, "inproc://x")) return 2;
  return zmq_bind(other, "inproc://x") != 0;
}
