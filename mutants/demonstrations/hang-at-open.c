// Sound: a context makes a socket while a thread waits to receive.
#include <unistd.h>
#include <zmq.h>

static void waits(void *in) { zmq_recv(in, 0, 0, 0); }
int main(void) {
  void *context = zmq_ctx_new();
  zmq_threadstart(waits, zmq_socket(context, ZMQ_PULL));
  alarm(2);  // ends the program by a signal if the next call waits
  for (int i = 0; i < 2000; ++i) zmq_close(zmq_socket(context, ZMQ_PULL));
  return 0;
}
