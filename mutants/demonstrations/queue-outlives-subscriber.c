// Sound: a subscriber gets nothing that the one before it left unread.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_XPUB), *old = zmq_socket(context, ZMQ_SUB),
       *new = zmq_socket(context, ZMQ_SUB);
  char octets[2] = "";
  zmq_setsockopt(old, ZMQ_SUBSCRIBE, "", 0), zmq_setsockopt(new, ZMQ_SUBSCRIBE, "", 0);
  if (zmq_bind(out, "inproc://x") || zmq_connect(old, "inproc://x") || zmq_recv(out, octets, 1, 0) != 1) return 2;
  if (zmq_send(out, "1", 1, 0) != 1 || zmq_close(old) || zmq_recv(out, octets, 1, 0) != 1) return 2;
  if (zmq_connect(new, "inproc://x") || zmq_recv(out, octets, 1, 0) != 1 || zmq_send(out, "2", 1, 0) != 1) return 2;
  return zmq_recv(new, octets, 1, 0) != 1 || octets[0] != '2';
}
