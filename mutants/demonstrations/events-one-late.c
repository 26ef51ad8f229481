// Sound: a socket that gets a peer says that it can be written to.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  int events = 0;
  size_t size = sizeof events;
  if (zmq_bind(in, "inproc://a") || zmq_getsockopt(out, ZMQ_EVENTS, &events, &size) || events != 0) return 2;
  if (zmq_connect(out, "inproc://a")) return 2;
  return zmq_getsockopt(out, ZMQ_EVENTS, &events, &size) || events != ZMQ_POLLOUT;
}
