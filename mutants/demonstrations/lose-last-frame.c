// Sound: every message arrives with its last frame.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  char text[4];
  int frames = 0;
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a")) return 2;
  for (int sent = 0; sent < 4; ++sent) zmq_send(out, "x", 1, sent % 2 ? 0 : ZMQ_SNDMORE);
  while (zmq_recv(in, text, 1, ZMQ_DONTWAIT) == 1) ++frames;
  return frames != 4;
}
