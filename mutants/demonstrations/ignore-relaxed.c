// Sound: a relaxed REQ may ask again before the answer came.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *rep = zmq_socket(context, ZMQ_REP), *req = zmq_socket(context, ZMQ_REQ);
  int one = 1;
  if (zmq_setsockopt(req, ZMQ_REQ_RELAXED, &one, sizeof one) ||
      zmq_setsockopt(req, ZMQ_REQ_CORRELATE, &one, sizeof one) || zmq_bind(rep, "inproc://x") ||
      zmq_connect(req, "inproc://x"))
    return 2;
  if (zmq_send(req, "1", 1, 0) != 1) return 2;
  return zmq_send(req, "2", 1, ZMQ_DONTWAIT) < 0 && zmq_errno() == EFSM;
}
