// Sound: a context keeps the greatest size of a message.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new();
  if (zmq_ctx_set(context, ZMQ_MAX_MSGSZ, 1000)) return 2;
  return zmq_ctx_get(context, ZMQ_MAX_MSGSZ) != 1000;
}
