// Sound: the buffer of a big message that is dropped is released.
#include <stdlib.h>
#include <zmq.h>

static int released;
static void release(void* data, void* hint) { free(data), released += hint == 0; }

int main(void) {
  void *context = zmq_ctx_new(), *router = zmq_socket(context, ZMQ_ROUTER);
  zmq_msg_t message;
  zmq_msg_init_data(&message, calloc(1, 65536), 65536, release, 0);
  zmq_send(router, "nobody", 6, ZMQ_SNDMORE);
  if (zmq_msg_send(&message, router, 0) < 0) return 2;
  return released != 1;
}
