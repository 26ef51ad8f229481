// Sound: a buffer that was sent is not released before it was received.
#include <zmq.h>

static void count(void *data, void *freed) { *(int *)freed += data != NULL; }

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_PUSH), *in = zmq_socket(context, ZMQ_PULL);
  int freed = 0;
  char octets[100];
  zmq_msg_t message;
  if (zmq_bind(in, "inproc://x") || zmq_connect(out, "inproc://x") ||
      zmq_msg_init_data(&message, octets, sizeof octets, count, &freed))
    return 2;
  if (zmq_msg_send(&message, out, 0) != sizeof octets) return 2;
  return freed != 0;
}
