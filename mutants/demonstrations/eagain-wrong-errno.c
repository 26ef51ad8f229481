// Sound: a receive that would have to wait says EAGAIN.
#include <errno.h>
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a")) return 2;
  return zmq_recv(in, NULL, 0, ZMQ_DONTWAIT) != -1 || errno != EAGAIN;
}
