// Sound: an option is what it was set to.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  int linger = 7;
  size_t size = sizeof linger;
  if (in == NULL || zmq_setsockopt(out, ZMQ_LINGER, &linger, sizeof linger)) return 2;
  if (zmq_getsockopt(out, ZMQ_LINGER, &linger, &size)) return 2;
  return linger != 7;
}
