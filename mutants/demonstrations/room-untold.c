// Sound: a send that waits at the mark goes on when the receiver has made room.
#include <unistd.h>
#include <zmq.h>

static void drain(void *in) {
  while (zmq_recv(in, NULL, 0, 0) >= 0) continue;
}

int main(void) {
  void *context = zmq_ctx_new(), *out = zmq_socket(context, ZMQ_PUSH), *in = zmq_socket(context, ZMQ_PULL);
  zmq_setsockopt(out, ZMQ_SNDHWM, &(int){1}, sizeof(int)), zmq_setsockopt(in, ZMQ_RCVHWM, &(int){1}, sizeof(int)),
      alarm(8);
  zmq_bind(in, "inproc://x"), zmq_connect(out, "inproc://x");
  while (zmq_send(out, "1", 1, ZMQ_DONTWAIT) == 1) continue;
  zmq_threadstart(drain, in);
  for (int i = 0; i < 2000; ++i) zmq_send(out, "1", 1, 0);
}
