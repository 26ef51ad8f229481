// Sound: a receive with a time limit waits that long.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *watch = zmq_stopwatch_start();
  char text[9];
  int limit_ms = 500;
  if (zmq_setsockopt(in, ZMQ_RCVTIMEO, &limit_ms, sizeof limit_ms) || zmq_recv(in, text, 1, 0) >= 0) return 2;
  return zmq_stopwatch_stop(watch) < 490000;
}
