// Sound: a question is sent once.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *rep = zmq_socket(context, ZMQ_REP), *req = zmq_socket(context, ZMQ_REQ);
  char octet = 0;
  if (zmq_bind(rep, "inproc://x") || zmq_connect(req, "inproc://x") || zmq_send(req, "?", 1, 0) != 1 ||
      zmq_recv(rep, &octet, 1, 0) != 1)
    return 2;
  if (zmq_send(rep, "!", 1, 0) != 1) return 2;
  return zmq_recv(rep, &octet, 1, ZMQ_DONTWAIT) >= 0;
}
