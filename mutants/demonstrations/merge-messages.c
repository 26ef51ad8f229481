// Sound: behind the last frame of a message no more follow.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  char text[9];
  int more = -1;
  size_t size = sizeof more;
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a")) return 2;
  for (const char* next = "123"; *next; ++next) zmq_send(out, next, 1, 0);
  if (zmq_recv(in, text, 1, ZMQ_DONTWAIT) != 1 || zmq_recv(in, text, 1, ZMQ_DONTWAIT) != 1) return 2;
  return zmq_getsockopt(in, ZMQ_RCVMORE, &more, &size) || more != 0;
}
