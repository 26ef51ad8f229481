// Sound: a PAIR that can send no more can still receive.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *one = zmq_socket(context, ZMQ_PAIR), *two = zmq_socket(context, ZMQ_PAIR);
  if (zmq_bind(one, "inproc://x") || zmq_connect(two, "inproc://x")) return 2;
  for (int i = 0; i < 9999 && zmq_send(one, "1", 1, ZMQ_DONTWAIT) == 1; ++i) {
  }
  zmq_send(two, "2", 1, 0);
  return zmq_recv(one, NULL, 0, ZMQ_DONTWAIT) != 1;
}
