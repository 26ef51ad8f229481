// Sound: a message arrives with all its frames.
#include <string.h>
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  char text[9] = "";
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a")) return 2;
  if (zmq_send(out, "a", 1, ZMQ_SNDMORE) != 1) return 2;
  if (zmq_send(out, "b", 1, 0) != 1) return 2;
  for (char* next = text; zmq_recv(in, next, 1, ZMQ_DONTWAIT) >= 0; ++next) continue;
  return strcmp(text, "ab") != 0;
}
