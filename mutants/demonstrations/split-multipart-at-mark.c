// Sound: a message that comes after one that was refused arrives with all its frames.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  char text[9];
  int frames = 2;
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a")) return 2;

  while (zmq_send(out, "a", 1, ZMQ_SNDMORE | ZMQ_DONTWAIT) == 1 && zmq_send(out, "b", 1, 0) == 1) frames += 2;
  while (zmq_recv(in, text, 1, ZMQ_DONTWAIT) == 1) --frames;
  if (zmq_send(out, "a", 1, ZMQ_SNDMORE) != 1 || zmq_send(out, "b", 1, 0) != 1) return 2;
  while (zmq_recv(in, text, 1, ZMQ_DONTWAIT) == 1) --frames;
  return frames != 0;
}
