// Sound: what was accepted for a peer is sent after a disconnect from it.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  const char* place = "ipc://@sent-after-a-disconnect";
  int two_seconds = 2000;
  if (zmq_setsockopt(in, ZMQ_RCVTIMEO, &two_seconds, sizeof two_seconds)) return 2;
  if (zmq_connect(out, place) || zmq_send(out, "1", 1, 0) != 1 || zmq_disconnect(out, place)) return 2;
  if (zmq_bind(in, place)) return 2;
  return zmq_recv(in, &two_seconds, sizeof two_seconds, 0) != 1;
}
