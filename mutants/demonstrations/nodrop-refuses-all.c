// Sound: a subscriber that is full makes an XPUB refuse its own topics only.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *xpub = zmq_socket(context, ZMQ_XPUB), *full = zmq_socket(context, ZMQ_SUB);
  void* other = zmq_socket(context, ZMQ_SUB);
  char text[9];
  zmq_setsockopt(xpub, ZMQ_XPUB_NODROP, &(int){1}, sizeof(int)), zmq_setsockopt(full, ZMQ_SUBSCRIBE, "a", 1);
  if (zmq_setsockopt(other, ZMQ_SUBSCRIBE, "b", 1) || zmq_bind(xpub, "inproc://a")) return 2;
  if (zmq_connect(full, "inproc://a") || zmq_connect(other, "inproc://a")) return 2;
  if (zmq_recv(xpub, text, sizeof text, 0) != 2 || zmq_recv(xpub, text, sizeof text, 0) != 2) return 2;
  while (zmq_send(xpub, "a", 1, ZMQ_DONTWAIT) == 1) continue;
  return zmq_send(xpub, "b", 1, ZMQ_DONTWAIT) != 1;
}
