// Sound: an XSUB drops what is beyond the mark of a publisher and never waits.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_XPUB), *in = zmq_socket(context, ZMQ_XSUB);
  int mark = 1, sent = 0;
  zmq_setsockopt(in, ZMQ_SNDHWM, &mark, sizeof mark), zmq_setsockopt(out, ZMQ_RCVHWM, &mark, sizeof mark);
  if (zmq_bind(out, "inproc://x") || zmq_connect(in, "inproc://x")) return 2;
  while (sent < 5 && zmq_send(in, "up", 2, ZMQ_DONTWAIT) == 2) ++sent;
  return sent < 5;
}
