// Sound: without I/O threads a socket binds over inproc.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new();
  if (zmq_ctx_set(context, ZMQ_IO_THREADS, 0)) return 2;
  return zmq_bind(zmq_socket(context, ZMQ_PAIR), "inproc://x") != 0;
}
