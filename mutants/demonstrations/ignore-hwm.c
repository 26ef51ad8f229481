// Sound: over inproc the marks of both ends together say how many messages are accepted.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  int sent = 0, one = 1;
  if (zmq_setsockopt(out, ZMQ_SNDHWM, &one, sizeof one) || zmq_setsockopt(in, ZMQ_RCVHWM, &one, sizeof one)) return 2;
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a")) return 2;
  while (sent < 9 && zmq_send(out, "1", 1, ZMQ_DONTWAIT) == 1) ++sent;
  return sent != 2;
}
