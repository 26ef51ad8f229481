// Sound: without I/O threads nothing connects over tcp.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new();
  if (zmq_ctx_set(context, ZMQ_IO_THREADS, 0)) return 2;
  return zmq_connect(zmq_socket(context, ZMQ_PAIR), "tcp://127.0.0.1:9") == 0;
}
