// Sound: without linger the end of a context waits for no delivery.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_PUSH), *watch = zmq_stopwatch_start();
  int none = 0;
  if (zmq_setsockopt(out, ZMQ_LINGER, &none, sizeof none) || zmq_connect(out, "ipc://@nobody-is-there")) return 2;
  if (zmq_send(out, "1", 1, 0) != 1 || zmq_close(out) || zmq_ctx_term(context)) return 2;
  return zmq_stopwatch_stop(watch) > 900000;
}
