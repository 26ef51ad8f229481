// Sound: a socket has as many peers as connect to it.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *pull = zmq_socket(context, ZMQ_PULL), *push = NULL;
  if (zmq_bind(pull, "inproc://a")) return 2;
  for (int i = 0; i < 5; ++i) {
    if ((push = zmq_socket(context, ZMQ_PUSH)) == NULL || zmq_connect(push, "inproc://a")) return 2;
    if (zmq_send(push, "1", 1, ZMQ_DONTWAIT) != 1) return 2;
    if (zmq_recv(pull, NULL, 0, ZMQ_DONTWAIT) != 1) return 1;
  }
}
