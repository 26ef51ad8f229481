// Sound: a closed socket makes room for a new one.
#include <unistd.h>
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *socket = NULL;
  if (zmq_ctx_set(context, ZMQ_MAX_SOCKETS, 1)) return 2;
  alarm(8);
  for (int i = 0; i < 3; ++i) {
    while ((socket = zmq_socket(context, ZMQ_PAIR)) == NULL) zmq_poll(NULL, 0, 1);
    if (zmq_close(socket)) return 2;
  }
}
