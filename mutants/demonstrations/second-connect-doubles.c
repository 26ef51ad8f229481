// Sound: a second connect of a DEALER to one endpoint is ignored, so that one disconnect undoes it.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_DEALER);
  const char* nowhere = "ipc:///tmp/nobody-is-bound-to-this-name";
  if (zmq_connect(out, nowhere) || zmq_connect(out, nowhere) || zmq_disconnect(out, nowhere)) return 2;
  return zmq_send(out, "1", 1, ZMQ_DONTWAIT) >= 0;
}
