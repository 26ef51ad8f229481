// Sound: a question out of turn is refused, and the answer to the one before can still be received.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *rep = zmq_socket(context, ZMQ_REP), *req = zmq_socket(context, ZMQ_REQ);
  char octet = 0;
  if (zmq_bind(rep, "inproc://x") || zmq_connect(req, "inproc://x") || zmq_send(req, "1", 1, 0) != 1 ||
      zmq_send(req, "2", 1, 0) >= 0)
    return 2;
  if (zmq_recv(rep, &octet, 1, 0) != 1 || zmq_send(rep, "!", 1, 0) != 1) return 2;
  return zmq_recv(req, &octet, 1, 0) != 1;
}
