// Sound: a REQ that waits for its answer asks no second question.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *rep = zmq_socket(context, ZMQ_REP), *req = zmq_socket(context, ZMQ_REQ);
  if (zmq_bind(rep, "inproc://a") || zmq_connect(req, "inproc://a") || zmq_send(req, "1", 1, 0) != 1) return 2;
  return zmq_send(req, "2", 1, 0) >= 0;
}
