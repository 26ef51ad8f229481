// Sound: an XPUB that is told not to drop refuses what does not fit.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_XPUB), *in = zmq_socket(context, ZMQ_SUB);
  int sent = 0;
  zmq_setsockopt(out, ZMQ_SNDHWM, &(int){1}, sizeof(int)), zmq_setsockopt(in, ZMQ_RCVHWM, &(int){1}, sizeof(int)),
      zmq_setsockopt(out, ZMQ_XPUB_NODROP, &(int){1}, sizeof(int));
  zmq_setsockopt(in, ZMQ_SUBSCRIBE, "", 0), zmq_bind(out, "inproc://x"), zmq_connect(in, "inproc://x");
  zmq_recv(out, NULL, 0, 0);
  while (sent < 100 && zmq_send(out, "1", 1, ZMQ_DONTWAIT) == 1) ++sent;
  return sent == 100;
}
