// Sound: over inproc a constant buffer arrives as itself.
#include <zmq.h>

int main(void) {
  static const char text[] = "a constant";
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  zmq_msg_t message;
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a") || zmq_msg_init(&message)) return 2;
  if (zmq_send_const(out, text, sizeof text, 0) < 0 || zmq_msg_recv(&message, in, 0) < 0) return 2;
  return zmq_msg_data(&message) != text;
}
