// Sound: a socket that was connected queues at once, whether or not its peer is there.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_PUSH);
  if (zmq_connect(out, "ipc:///tmp/nobody-is-bound-to-this-name")) return 2;
  return zmq_send(out, "1", 1, ZMQ_DONTWAIT) != 1;
}
