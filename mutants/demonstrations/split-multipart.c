// Sound: a message arrives with all its frames: behind the first one more follow.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  char text[9];
  int more = -1;
  size_t size = sizeof more;
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a")) return 2;
  if (zmq_send(out, "a", 1, ZMQ_SNDMORE) != 1) return 2;
  if (zmq_send(out, "b", 1, 0) != 1) return 2;
  if (zmq_recv(in, text, 1, ZMQ_DONTWAIT) != 1 || zmq_getsockopt(in, ZMQ_RCVMORE, &more, &size)) return 2;
  return more != 1;
}
