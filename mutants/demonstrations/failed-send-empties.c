// Sound: a message that could not be sent keeps its content.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_PUSH);
  zmq_msg_t message;
  if (zmq_msg_init_size(&message, 3) || zmq_msg_send(&message, out, ZMQ_DONTWAIT) >= 0) return 2;
  return zmq_msg_size(&message) != 3;
}
