// Sound: a buffer is released when the last copy of its message is closed.
#include <zmq.h>

static void release(void* data, void* count) { *(int*)count += data != NULL; }

int main(void) {
  zmq_msg_t message, copy;
  char data[99];
  int released = 0;
  if (zmq_msg_init_data(&message, data, sizeof data, release, &released) || zmq_msg_init(&copy)) return 2;
  if (zmq_msg_copy(&copy, &message) || zmq_msg_close(&copy) || zmq_msg_close(&message)) return 2;
  return released != 1;
}
