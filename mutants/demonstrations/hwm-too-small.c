// Sound: ten messages fit when both marks together are ten.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  int sent = 0, mark = 5;
  zmq_setsockopt(out, ZMQ_SNDHWM, &mark, sizeof mark);
  zmq_setsockopt(in, ZMQ_RCVHWM, &mark, sizeof mark);
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a")) return 2;
  while (zmq_send(out, "x", 1, ZMQ_DONTWAIT) == 1) ++sent;
  return sent < 10;
}
