// Sound: the buffer of a message that could not be sent is not released.
#include <zmq.h>

static void release(void* data, void* count) { *(int*)count += data != NULL; }

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_PUSH);
  zmq_msg_t message;
  char data[9];
  int released = 0;
  if (zmq_msg_init_data(&message, data, sizeof data, release, &released)) return 2;
  if (zmq_msg_send(&message, out, ZMQ_DONTWAIT) >= 0) return 2;
  return released != 0;
}
