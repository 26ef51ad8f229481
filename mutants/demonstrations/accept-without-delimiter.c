// Sound: a REP never shows a request that has no delimiter.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *rep = zmq_socket(context, ZMQ_REP), *dealer = zmq_socket(context, ZMQ_DEALER);
  char octet = 0;
  if (zmq_bind(rep, "inproc://x") || zmq_connect(dealer, "inproc://x") || zmq_send(dealer, "bare", 4, 0) != 4) return 2;
  if (zmq_send(dealer, "", 0, ZMQ_SNDMORE) != 0 || zmq_send(dealer, "good", 4, 0) != 4) return 2;
  return zmq_recv(rep, &octet, 1, 0) != 4 || octet != 'g';
}
