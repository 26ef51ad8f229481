// Sound: a copy has the content of its source.
#include <string.h>
#include <zmq.h>

int main(void) {
  zmq_msg_t message, copy;
  if (zmq_msg_init_size(&message, 3) || zmq_msg_init(&copy)) return 2;
  memcpy(zmq_msg_data(&message), "abc", 3);
  if (zmq_msg_copy(&copy, &message)) return 2;
  return zmq_msg_size(&copy) != 3 || memcmp(zmq_msg_data(&copy), "abc", 3) != 0;
}
