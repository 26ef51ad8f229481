// Sound: with marks of 1 at both ends a third message is refused.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  zmq_setsockopt(out, ZMQ_SNDHWM, &(int){1}, sizeof(int)), zmq_setsockopt(in, ZMQ_RCVHWM, &(int){1}, sizeof(int));
  if (zmq_bind(in, "inproc://x") || zmq_connect(out, "inproc://x")) return 2;
  zmq_send(out, "1", 1, ZMQ_DONTWAIT), zmq_send(out, "2", 1, ZMQ_DONTWAIT);
  return zmq_send(out, "3", 1, ZMQ_DONTWAIT) != -1;
}
