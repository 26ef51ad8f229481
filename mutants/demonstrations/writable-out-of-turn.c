// Sound: a REQ that awaits an answer is not writable.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *rep = zmq_socket(context, ZMQ_REP), *req = zmq_socket(context, ZMQ_REQ);
  if (zmq_bind(rep, "inproc://x") || zmq_connect(req, "inproc://x") || zmq_send(req, "?", 1, 0) != 1) return 2;
  return zmq_poll(&(zmq_pollitem_t){req, 0, ZMQ_POLLOUT, 0}, 1, 0) != 0;
}
