// Sound: a message that was moved is empty.
#include <zmq.h>

int main(void) {
  zmq_msg_t message, other;
  if (zmq_msg_init_size(&message, 3) || zmq_msg_init(&other) || zmq_msg_move(&other, &message)) return 2;
  return zmq_msg_size(&message) != 0;
}
