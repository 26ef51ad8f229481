// Sound: a REP does not wait for one who has asked and does not read.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *rep = zmq_socket(context, ZMQ_REP), *slow = zmq_socket(context, ZMQ_DEALER);
  int one = 1;
  zmq_setsockopt(rep, ZMQ_SNDHWM, &one, sizeof one), zmq_setsockopt(slow, ZMQ_RCVHWM, &one, sizeof one);
  if (zmq_bind(rep, "inproc://a") || zmq_connect(slow, "inproc://a")) return 2;
  for (int i = 0; i < 5; ++i) {
    if (zmq_send(slow, "", 0, ZMQ_SNDMORE) || zmq_send(slow, "1", 1, 0) != 1) return 2;
    if (zmq_recv(rep, NULL, 0, 0) != 1) return 2;
    if (zmq_send(rep, "2", 1, ZMQ_DONTWAIT) != 1) return 1;
  }
}
