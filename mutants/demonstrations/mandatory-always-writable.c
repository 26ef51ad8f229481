// Sound: a ROUTER whose routing is mandatory is not writable without a peer.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_ROUTER);
  int one = 1;
  if (zmq_setsockopt(out, ZMQ_ROUTER_MANDATORY, &one, sizeof one) || zmq_bind(out, "inproc://x")) return 2;
  return zmq_poll(&(zmq_pollitem_t){out, 0, ZMQ_POLLOUT, 0}, 1, 0) != 0;
}
