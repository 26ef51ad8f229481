// Sound: the empty delimiter in front of a question is not shown to the one who answers.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *rep = zmq_socket(context, ZMQ_REP), *req = zmq_socket(context, ZMQ_REQ);
  char text[9];
  if (zmq_bind(rep, "inproc://a") || zmq_connect(req, "inproc://a")) return 2;
  if (zmq_send(req, "question", 8, 0) != 8) return 2;
  return zmq_recv(rep, text, sizeof text, 0) != 8;
}
