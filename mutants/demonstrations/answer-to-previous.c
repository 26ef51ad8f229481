// Sound: a REP answers the one that asked last.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *rep = zmq_socket(context, ZMQ_REP), *first = zmq_socket(context, ZMQ_REQ),
       *second = zmq_socket(context, ZMQ_REQ);
  int limit_ms = 2000;
  char octet = 0;
  if (zmq_bind(rep, "inproc://x") || zmq_connect(first, "inproc://x") || zmq_connect(second, "inproc://x") ||
      zmq_setsockopt(second, ZMQ_RCVTIMEO, &limit_ms, sizeof limit_ms))
    return 2;
  if (zmq_send(first, "?", 1, 0) != 1 || zmq_recv(rep, &octet, 1, 0) != 1 || zmq_send(rep, "!", 1, 0) != 1) return 2;
  if (zmq_send(second, "?", 1, 0) != 1 || zmq_recv(rep, &octet, 1, 0) != 1 || zmq_send(rep, "!", 1, 0) != 1) return 2;
  return zmq_recv(second, &octet, 1, 0) != 1;
}
