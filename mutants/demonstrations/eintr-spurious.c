// Sound: a receive that no signal ends does not say EINTR.
#include <errno.h>
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL);
  char text[9];
  int limit_ms = 100;
  if (zmq_setsockopt(in, ZMQ_RCVTIMEO, &limit_ms, sizeof limit_ms)) return 2;
  return zmq_recv(in, text, 1, 0) >= 0 || zmq_errno() == EINTR;
}
