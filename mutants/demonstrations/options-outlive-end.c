// Sound: after a shutdown that a socket knows of no option of it can be set.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL);
  if (zmq_ctx_shutdown(context) || zmq_recv(in, 0, 0, ZMQ_DONTWAIT) >= 0) return 2;
  return zmq_setsockopt(in, ZMQ_LINGER, &(int){0}, sizeof(int)) == 0;
}
