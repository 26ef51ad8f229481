// Sound: a zero-copy buffer is released when its message is closed.
#include <zmq.h>

static void release(void* data, void* count) { *(int*)count += data != NULL; }

int main(void) {
  zmq_msg_t message;
  char data[9];
  int released = 0;
  if (zmq_msg_init_data(&message, data, sizeof data, release, &released) || zmq_msg_close(&message)) return 2;
  return released != 1;
}
