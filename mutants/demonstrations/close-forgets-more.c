// Sound: a message tells whether more frames follow also when it was closed.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  zmq_msg_t message;
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a") || zmq_msg_init(&message)) return 2;
  if (zmq_send(out, "1", 1, ZMQ_SNDMORE) < 0 || zmq_send(out, "2", 1, 0) < 0) return 2;
  if (zmq_msg_recv(&message, in, 0) < 0 || zmq_msg_close(&message)) return 2;
  return zmq_msg_more(&message) != 1;
}
