// Sound: a subscriber that is full takes no copy from another one.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_XPUB), *slow = zmq_socket(context, ZMQ_SUB),
       *quick = zmq_socket(context, ZMQ_SUB);
  int mark = 1, got = 0;
  char octet = 0;
  zmq_setsockopt(out, ZMQ_SNDHWM, &mark, sizeof mark), zmq_setsockopt(slow, ZMQ_RCVHWM, &mark, sizeof mark);
  zmq_setsockopt(slow, ZMQ_SUBSCRIBE, "", 0), zmq_setsockopt(quick, ZMQ_SUBSCRIBE, "", 0);
  zmq_bind(out, "inproc://x"), zmq_connect(slow, "inproc://x"), zmq_connect(quick, "inproc://x");
  for (zmq_recv(out, &octet, 1, 0); got < 5 && zmq_send(out, "1", 1, 0) == 1; ++got) continue;
  for (; got > 0 && zmq_recv(quick, &octet, 1, ZMQ_DONTWAIT) == 1; --got) continue;
  return got != 0;
}
