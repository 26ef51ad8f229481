// Sound: a publisher at its mark drops messages as a whole.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_XPUB), *in = zmq_socket(context, ZMQ_SUB);
  char octet = 0;
  zmq_setsockopt(out, ZMQ_SNDHWM, &(int){1}, sizeof(int)), zmq_setsockopt(in, ZMQ_RCVHWM, &(int){1}, sizeof(int));
  zmq_setsockopt(in, ZMQ_SUBSCRIBE, "", 0), zmq_bind(out, "inproc://x"), zmq_connect(in, "inproc://x");
  zmq_recv(out, NULL, 0, 0);
  for (int i = 0; i < 20; ++i) zmq_send(out, i % 2 ? "t" : "h", 1, i % 2 ? 0 : ZMQ_SNDMORE);
  for (int i = 0; zmq_recv(in, &octet, 1, ZMQ_DONTWAIT) == 1; ++i)
    if (octet != (i % 2 ? 't' : 'h')) return 1;
}
