// Sound: a PUB receives nothing, whatever its subscribers send.
#include <errno.h>
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_PUB), *in = zmq_socket(context, ZMQ_XSUB);
  char octets[4] = "";
  if (zmq_bind(out, "inproc://x") || zmq_connect(in, "inproc://x") || zmq_send(in, "news", 4, 0) != 4) return 2;
  return zmq_recv(out, octets, sizeof octets, ZMQ_DONTWAIT) >= 0 || zmq_errno() != ENOTSUP;
}
