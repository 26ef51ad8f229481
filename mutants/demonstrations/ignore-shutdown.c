// Sound: after a shutdown a receive says ETERM.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL);
  char text[9];
  if (zmq_ctx_shutdown(context)) return 2;
  return zmq_recv(in, text, 1, ZMQ_DONTWAIT) >= 0 || zmq_errno() != ETERM;
}
