// Sound: the frames of a message arrive in their order.
#include <string.h>
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  char text[9] = "";
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a")) return 2;

  for (int i = 0; i < 6; ++i) zmq_send(out, &"abcabc"[i], 1, i % 3 < 2 ? ZMQ_SNDMORE : 0);
  for (char* next = text; zmq_recv(in, next, 1, ZMQ_DONTWAIT) >= 0; ++next) continue;
  return strcmp(text, "abcabc") != 0;
}
