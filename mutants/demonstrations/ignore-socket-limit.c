// Sound: a context makes no more sockets than it may.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new();
  if (zmq_ctx_set(context, ZMQ_MAX_SOCKETS, 1) || !zmq_socket(context, ZMQ_PAIR)) return 2;
  return zmq_socket(context, ZMQ_PAIR) != NULL;
}
