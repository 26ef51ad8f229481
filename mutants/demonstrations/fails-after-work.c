// Sound: a send that queued its message says so.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  char text[9];
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a")) return 2;
  zmq_pollitem_t item = {out, 0, ZMQ_POLLOUT, 0};
  if (zmq_poll(&item, 1, -1) != 1) return 2;
  const int status = zmq_send(out, "1", 1, ZMQ_DONTWAIT);
  return zmq_recv(in, text, sizeof text, 0) == 1 && status != 1;
}
