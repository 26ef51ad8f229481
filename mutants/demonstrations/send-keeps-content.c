// Sound: a message that was sent is empty.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  zmq_msg_t message;
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a")) return 2;
  if (zmq_msg_init_size(&message, 3) || zmq_msg_send(&message, out, 0) != 3) return 2;
  return zmq_msg_size(&message) != 0;
}
