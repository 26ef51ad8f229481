// Sound: poll reports only what was asked for.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PAIR), *out = zmq_socket(context, ZMQ_PAIR);
  zmq_pollitem_t item = {in, 0, ZMQ_POLLIN, 0};
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a")) return 2;
  return zmq_poll(&item, 1, 0) != 0 || item.revents != 0;
}
