// Sound: poll reports every item that is ready.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PAIR), *out = zmq_socket(context, ZMQ_PAIR);
  zmq_pollitem_t items[2] = {{in, 0, ZMQ_POLLIN, 0}, {out, 0, ZMQ_POLLOUT, 0}};
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a")) return 2;
  if (zmq_send(out, "1", 1, 0) != 1) return 2;
  return zmq_poll(items, 2, 0) != 2 || items[1].revents == 0;
}
