// Sound: a receive that sleeps is woken by a message.
#include <stdio.h>
#include <unistd.h>
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  char endpoint[99], text[9];
  snprintf(endpoint, sizeof endpoint, "ipc://@demonstration-%d", getpid());
  alarm(2);
  if (zmq_bind(in, endpoint) || zmq_connect(out, endpoint)) return 2;
  for (int i = 0; i < 100; ++i) {
    if (zmq_send(out, "1", 1, 0) != 1 || zmq_recv(in, text, 1, 0) != 1) return 1;
  }
  return 0;
}
