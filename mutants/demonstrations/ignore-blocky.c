// Sound: with BLOCKY off a new socket does not linger.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new();
  int linger = 0;
  size_t size = sizeof linger;
  if (zmq_ctx_set(context, ZMQ_BLOCKY, 0)) return 2;
  if (zmq_getsockopt(zmq_socket(context, ZMQ_PUSH), ZMQ_LINGER, &linger, &size)) return 2;
  return linger != 0;
}
