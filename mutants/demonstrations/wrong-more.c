// Sound: the first of two frames says that more follow.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  zmq_msg_t frame;
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a")) return 2;
  if (zmq_send(out, "a", 1, ZMQ_SNDMORE) != 1) return 2;
  if (zmq_send(out, "b", 1, 0) != 1) return 2;
  if (zmq_msg_init(&frame) || zmq_msg_recv(&frame, in, ZMQ_DONTWAIT) != 1) return 2;
  return zmq_msg_more(&frame) != 1;
}
