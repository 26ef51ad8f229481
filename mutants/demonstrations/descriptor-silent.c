// Sound: the descriptor of a socket is readable when a message came.
#include <poll.h>
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  struct pollfd descriptor = {0, POLLIN, 0};
  if (zmq_bind(in, "inproc://x") || zmq_connect(out, "inproc://x") || zmq_send(out, "1", 1, 0) != 1) return 2;
  if (zmq_getsockopt(in, ZMQ_FD, &descriptor.fd, &(size_t){sizeof descriptor.fd})) return 2;
  return poll(&descriptor, 1, 1000) != 1;
}
