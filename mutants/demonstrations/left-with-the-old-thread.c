// Sound: a thread that is handed a socket receives what waits there.
#include <zmq.h>

static int received = 0;
static void receives(void *in) { received = zmq_recv(in, 0, 0, ZMQ_DONTWAIT) == 0; }
int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  if (zmq_bind(in, "inproc://x") || zmq_connect(out, "inproc://x")) return 2;
  if (zmq_send(out, "", 0, 0) || zmq_recv(in, 0, 0, 0) || zmq_send(out, "", 0, 0)) return 2;
  zmq_threadclose(zmq_threadstart(receives, in));
  return !received;
}
