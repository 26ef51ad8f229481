// Sound: a socket with something to send closes at once.
#include <unistd.h>
#include <zmq.h>

int main(void) {
  void *out = zmq_socket(zmq_ctx_new(), ZMQ_PUSH);
  if (zmq_connect(out, "tcp://127.0.0.1:9") || zmq_send(out, "a", 1, 0) != 1) return 2;
  alarm(2);  // ends the program by a signal if the next call waits
  return zmq_close(out) != 0;
}
