// Sound: a message whose sender closes before its last frame is never seen.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *hasty = zmq_socket(context, ZMQ_PUSH), *in = zmq_socket(context, ZMQ_PULL),
       *steady = zmq_socket(context, ZMQ_PUSH);
  char octet = 0;
  if (zmq_bind(in, "inproc://x") || zmq_connect(hasty, "inproc://x") || zmq_connect(steady, "inproc://x")) return 2;
  if (zmq_send(hasty, "1", 1, ZMQ_SNDMORE) != 1 || zmq_close(hasty) || zmq_send(steady, "2", 1, 0) != 1) return 2;
  return zmq_recv(in, &octet, 1, 0) != 1 || octet != '2';
}
