// Sound: a second bind to a path takes it over.
#include <stdio.h>
#include <unistd.h>
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *other = zmq_socket(context, ZMQ_PULL);
  char path[64];
  snprintf(path, sizeof path, "ipc:///tmp/taken-over-%d", getpid());
  if (zmq_bind(in, path)) return 2;
  const int status = zmq_bind(other, path);
  return unlink(path + sizeof "ipc://" - 1) || status != 0;
}
