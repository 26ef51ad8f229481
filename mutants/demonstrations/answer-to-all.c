// Sound: an answer goes to the one who asked and to nobody else.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *rep = zmq_socket(context, ZMQ_REP), *asker = zmq_socket(context, ZMQ_REQ);
  void* other = zmq_socket(context, ZMQ_REQ);
  char text[9];
  if (zmq_bind(rep, "inproc://a") || zmq_connect(asker, "inproc://a") || zmq_connect(other, "inproc://a")) return 2;
  if (zmq_send(asker, "1", 1, 0) != 1 || zmq_recv(rep, text, 1, 0) != 1 || zmq_send(other, "2", 1, 0) != 1) return 2;
  if (zmq_send(rep, "a", 1, 0) != 1 || zmq_recv(asker, text, 1, 0) != 1) return 2;
  return zmq_recv(other, text, 1, ZMQ_DONTWAIT) != -1;
}
