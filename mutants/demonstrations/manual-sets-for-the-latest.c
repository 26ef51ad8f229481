// Sound: a manual subscription is for the subscriber whose request was read last.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_XPUB), *one = zmq_socket(context, ZMQ_XSUB),
       *two = zmq_socket(context, ZMQ_XSUB);
  char octets[2] = "";
  zmq_setsockopt(out, ZMQ_XPUB_MANUAL, &(int){1}, sizeof(int)), zmq_bind(out, "inproc://x");
  if (zmq_connect(one, "inproc://x") || zmq_connect(two, "inproc://x")) return 2;
  if (zmq_send(one, "\1a", 2, 0) != 2 || zmq_send(two, "\1b", 2, 0) != 2 || zmq_recv(out, octets, 2, 0) != 2) return 2;
  if (zmq_setsockopt(out, ZMQ_SUBSCRIBE, "x", 1) || zmq_send(out, "x", 1, 0) != 1) return 2;
  return zmq_recv(one, octets, 1, ZMQ_DONTWAIT) != 1;
}
