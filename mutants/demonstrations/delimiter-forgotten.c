// Sound: a question has its delimiter, also when the peer that was asked before has left.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *req = zmq_socket(context, ZMQ_REQ), *rep = NULL;
  int limit_ms = 500;
  zmq_setsockopt(req, ZMQ_RCVTIMEO, &limit_ms, sizeof limit_ms), zmq_bind(req, "inproc://a");
  for (int i = 0; i < 2; ++i) {
    if ((rep = zmq_socket(context, ZMQ_REP)) == NULL || zmq_connect(rep, "inproc://a")) return 2;
    if (zmq_setsockopt(rep, ZMQ_RCVTIMEO, &limit_ms, sizeof limit_ms) || zmq_send(req, "1", 1, 0) != 1) return 2;
    if (zmq_recv(rep, NULL, 0, 0) != 1) return 1;
    if (zmq_send(rep, "2", 1, 0) != 1 || zmq_recv(req, NULL, 0, 0) != 1 || zmq_close(rep)) return 2;
    while (zmq_poll(&(zmq_pollitem_t){req, 0, ZMQ_POLLOUT, 0}, 1, 0) == 1) continue;
  }
}
