// Sound: over inproc as many messages as both marks together allow are accepted.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_PUSH), *in = zmq_socket(context, ZMQ_PULL);
  int send_mark = 2, receive_mark = 2;
  if (zmq_setsockopt(out, ZMQ_SNDHWM, &send_mark, sizeof send_mark) ||
      zmq_setsockopt(in, ZMQ_RCVHWM, &receive_mark, sizeof receive_mark) || zmq_bind(in, "inproc://x") ||
      zmq_connect(out, "inproc://x"))
    return 2;
  for (int i = 0; i < 4; ++i) {
    if (zmq_send(out, "1", 1, ZMQ_DONTWAIT) != 1) return 1;
  }
}
