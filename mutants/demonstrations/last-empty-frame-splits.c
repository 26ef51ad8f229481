// Sound: the first empty frame of a question is the delimiter, and one behind it is content.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *rep = zmq_socket(context, ZMQ_REP), *req = zmq_socket(context, ZMQ_REQ);
  if (zmq_bind(rep, "inproc://a") || zmq_connect(req, "inproc://a")) return 2;
  if (zmq_send(req, "1", 1, ZMQ_SNDMORE) != 1 || zmq_send(req, "", 0, ZMQ_SNDMORE)) return 2;
  if (zmq_send(req, "22", 2, 0) != 2) return 2;
  return zmq_recv(rep, NULL, 0, 0) != 1;
}
