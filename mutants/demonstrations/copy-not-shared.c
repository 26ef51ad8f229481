// Sound: a buffer that a copy shares is kept until the copy is closed.
#include <zmq.h>

static int released;
static void release(void* data, void* hint) { released += data != hint; }

int main(void) {
  static char buffer[100];
  zmq_msg_t message, copy;
  if (zmq_msg_init_data(&message, buffer, sizeof buffer, release, NULL) || zmq_msg_init(&copy)) return 2;
  if (zmq_msg_copy(&copy, &message) || zmq_msg_close(&message)) return 2;
  return released != 0;
}
