// Sound: after the end of its context every call says so.
#include <errno.h>
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  char text[9];
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a") || zmq_ctx_shutdown(context)) return 2;
  if (zmq_recv(in, text, sizeof text, ZMQ_DONTWAIT) != -1 || errno != ETERM) return 2;
  return zmq_recv(in, text, sizeof text, ZMQ_DONTWAIT) != -1 || errno != ETERM;
}
