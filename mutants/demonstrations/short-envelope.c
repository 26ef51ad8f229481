// Sound: a REP gives back the whole envelope in front of its answer.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *rep = zmq_socket(context, ZMQ_REP), *dealer = zmq_socket(context, ZMQ_DEALER);
  char octet = 0;
  if (zmq_bind(rep, "inproc://x") || zmq_connect(dealer, "inproc://x") ||
      zmq_send(dealer, "hop", 3, ZMQ_SNDMORE) != 3 || zmq_send(dealer, "", 0, ZMQ_SNDMORE) != 0)
    return 2;
  if (zmq_send(dealer, "?", 1, 0) != 1 || zmq_recv(rep, &octet, 1, 0) != 1 || zmq_send(rep, "!", 1, 0) != 1) return 2;
  return zmq_recv(dealer, &octet, 1, 0) != 3 || octet != 'h';
}
