// Sound: with IMMEDIATE nothing is queued for a peer that is not connected.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_PUSH);
  int on = 1;
  if (zmq_setsockopt(out, ZMQ_IMMEDIATE, &on, sizeof on) || zmq_connect(out, "ipc://@nobody-is-there")) return 2;
  return zmq_send(out, "1", 1, ZMQ_DONTWAIT) >= 0;
}
