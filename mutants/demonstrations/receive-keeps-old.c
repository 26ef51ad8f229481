// Sound: a receive releases what the message object held.
#include <zmq.h>

static void release(void* data, void* count) { *(int*)count += data != NULL; }

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  zmq_msg_t message;
  char data[9];
  int released = 0;
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a")) return 2;
  if (zmq_msg_init_data(&message, data, sizeof data, release, &released) || zmq_send(out, "1", 1, 0) < 0) return 2;
  return zmq_msg_recv(&message, in, 0) != 1 || released != 1;
}
