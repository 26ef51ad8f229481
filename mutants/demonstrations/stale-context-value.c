// Sound: a context says what it was set to last.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new();
  if (zmq_ctx_get(context, ZMQ_MAX_SOCKETS) != 1023 || zmq_ctx_set(context, ZMQ_MAX_SOCKETS, 7)) return 2;
  return zmq_ctx_get(context, ZMQ_MAX_SOCKETS) != 7;
}
