// Sound: a kept message goes to the subscriber alone whose subscription was set last.
#include <zmq.h>

int main(void) {
  enum { manual_last_value = 98 };  // which zmq.h names among its drafts only
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_XPUB), *old = zmq_socket(context, ZMQ_XSUB),
       *new = zmq_socket(context, ZMQ_XSUB);
  char octets[2] = "";
  zmq_setsockopt(out, manual_last_value, &(int){1}, sizeof(int)), zmq_bind(out, "inproc://x");
  zmq_connect(old, "inproc://x"), zmq_connect(new, "inproc://x"), zmq_send(old, "\1a", 2, 0);
  zmq_recv(out, octets, 2, 0), zmq_setsockopt(out, ZMQ_SUBSCRIBE, "x", 1), zmq_send(out, "?", 1, 0);
  zmq_send(new, "\1b", 2, 0), zmq_recv(out, octets, 2, 0), zmq_setsockopt(out, ZMQ_SUBSCRIBE, "x", 1);
  return zmq_send(out, "x", 1, 0) != 1 || zmq_recv(old, octets, 1, ZMQ_DONTWAIT) >= 0;
}
