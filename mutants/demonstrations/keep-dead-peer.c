// Sound: when a peer has closed, everything goes to the other one.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_PUSH), *leaves = zmq_socket(context, ZMQ_PULL),
       *stays = zmq_socket(context, ZMQ_PULL);
  int in_a_row = 0;
  zmq_bind(out, "inproc://x"), zmq_connect(leaves, "inproc://x"), zmq_connect(stays, "inproc://x");
  zmq_setsockopt(stays, ZMQ_RCVTIMEO, &(int){100}, sizeof(int)), zmq_close(leaves);
  for (int i = 0; i < 50 && in_a_row < 5; i += zmq_send(out, "1", 1, 0))
    in_a_row = zmq_recv(stays, NULL, 0, 0) == 1 ? in_a_row + 1 : 0;
  return in_a_row < 5;
}
