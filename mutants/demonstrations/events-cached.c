// Sound: EVENTS tells no more of a message once it was received.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  int events = 0;
  if (zmq_bind(in, "inproc://x") || zmq_connect(out, "inproc://x") || zmq_send(out, "1", 1, 0) != 1) return 2;
  if (zmq_getsockopt(in, ZMQ_EVENTS, &events, &(size_t){sizeof events}) || events != ZMQ_POLLIN) return 2;
  zmq_recv(in, NULL, 0, 0);
  return zmq_getsockopt(in, ZMQ_EVENTS, &events, &(size_t){sizeof events}) || events != 0;
}
