// Sound: an answer to one who has left is discarded, and the send succeeds.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *rep = zmq_socket(context, ZMQ_REP), *req = zmq_socket(context, ZMQ_REQ);
  char text[9];
  if (zmq_bind(rep, "inproc://a") || zmq_connect(req, "inproc://a")) return 2;
  if (zmq_send(req, "q", 1, 0) != 1 || zmq_recv(rep, text, sizeof text, 0) != 1 || zmq_close(req)) return 2;
  return zmq_send(rep, "a", 1, 0) != 1;
}
