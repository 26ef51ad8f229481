// Sound: the last endpoint is the one that was bound.
#include <string.h>
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  char name[99];
  size_t size = sizeof name;
  if (out == NULL || zmq_bind(in, "inproc://abc")) return 2;
  if (zmq_getsockopt(in, ZMQ_LAST_ENDPOINT, name, &size)) return 2;
  return strcmp(name, "inproc://abc") != 0;
}
