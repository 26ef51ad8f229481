// Sound: a new socket lingers for ever.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_PUSH);
  int linger = 0;
  size_t size = sizeof linger;
  return zmq_getsockopt(out, ZMQ_LINGER, &linger, &size) || linger != -1;
}
