// Sound: without marks every message is accepted.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  int sent = 0, none = 0;
  if (zmq_setsockopt(out, ZMQ_SNDHWM, &none, sizeof none) || zmq_setsockopt(in, ZMQ_RCVHWM, &none, sizeof none))
    return 2;
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a")) return 2;
  while (sent < 9999 && zmq_send(out, "1", 1, ZMQ_DONTWAIT) == 1) ++sent;
  return sent != 9999;
}
