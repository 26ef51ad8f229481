// Sound: each message arrives once, in order.
#include <string.h>
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  char text[9] = "";
  if (zmq_bind(in, "inproc://a") || zmq_connect(out, "inproc://a")) return 2;
  for (const char* next = "123"; *next; ++next) zmq_send(out, next, 1, 0);
  for (char* next = text; zmq_recv(in, next, 1, ZMQ_DONTWAIT) >= 0; ++next) continue;
  return strcmp(text, "123") != 0;
}
