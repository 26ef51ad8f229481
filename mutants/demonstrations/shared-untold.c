// Sound: a message that has a copy says that its buffer is shared.
#include <zmq.h>

int main(void) {
  zmq_msg_t message, copy;
  if (zmq_msg_init_size(&message, 2000) || zmq_msg_init(&copy) || zmq_msg_copy(&copy, &message)) return 2;
  return zmq_msg_get(&copy, ZMQ_SHARED) != 1;
}
