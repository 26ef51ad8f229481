// Sound: an XPUB that is to tell every change tells each cancel.
#include <unistd.h>
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_XPUB), *one = zmq_socket(context, ZMQ_SUB),
       *other = zmq_socket(context, ZMQ_SUB);
  char octets[2] = {1, 1};
  zmq_setsockopt(out, ZMQ_XPUB_VERBOSER, &(int){1}, sizeof(int)), zmq_bind(out, "inproc://x"), alarm(5);
  zmq_setsockopt(one, ZMQ_SUBSCRIBE, "t", 1), zmq_setsockopt(other, ZMQ_SUBSCRIBE, "t", 1);
  zmq_connect(one, "inproc://x"), zmq_connect(other, "inproc://x");
  zmq_recv(out, octets, 2, 0), zmq_recv(out, octets, 2, 0), zmq_setsockopt(other, ZMQ_UNSUBSCRIBE, "t", 1);
  return zmq_recv(out, octets, 2, 0) != 2 || octets[0] != 0;
}
