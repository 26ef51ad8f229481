// Sound: a mark below zero is refused.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL);
  int mark = -1;
  return zmq_setsockopt(in, ZMQ_RCVHWM, &mark, sizeof mark) == 0;
}
