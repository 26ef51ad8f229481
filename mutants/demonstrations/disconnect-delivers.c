// Sound: without linger a disconnect drops what was not sent yet.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  const char* place = "ipc://@not-sent-after-a-disconnect";
  int none = 0, second = 1000;
  if (zmq_setsockopt(in, ZMQ_RCVTIMEO, &second, sizeof second)) return 2;
  if (zmq_setsockopt(out, ZMQ_LINGER, &none, sizeof none) || zmq_connect(out, place)) return 2;
  if (zmq_send(out, "1", 1, 0) != 1 || zmq_disconnect(out, place) || zmq_bind(in, place)) return 2;
  return zmq_recv(in, &second, sizeof second, 0) >= 0;
}
