// Sound: what does not fit the buffer is gone, and the next receive brings the next frame.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  char data[2];
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a")) return 2;
  if (zmq_send(out, "12345", 5, 0) < 0 || zmq_send(out, "6", 1, 0) < 0) return 2;
  if (zmq_recv(in, data, sizeof data, 0) < 0 || zmq_recv(in, data, sizeof data, 0) < 0) return 2;
  return data[0] != '6';
}
