// Sound: what was sent to one peer is received by no other socket.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  void* other = zmq_socket(context, ZMQ_PULL);
  char text[9];
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a") || zmq_bind(other, "inproc://b")) return 2;
  if (zmq_send(out, "1", 1, 0) != 1) return 2;
  return zmq_recv(other, text, sizeof text, ZMQ_DONTWAIT) != -1;
}
