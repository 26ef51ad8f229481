// Sound: a connection that broke is made again.
#include <stdio.h>
#include <unistd.h>
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  char endpoint[99], text[9];
  snprintf(endpoint, sizeof endpoint, "ipc://@demonstration-%d", getpid());
  int got = -1, limit_ms = 20;
  if (zmq_bind(in, endpoint) || zmq_connect(out, endpoint) || zmq_send(out, "1", 1, 0) != 1) return 2;
  if (zmq_recv(in, text, 1, 0) != 1 || zmq_close(in)) return 2;
  in = zmq_socket(context, ZMQ_PULL);
  while (zmq_setsockopt(in, ZMQ_RCVTIMEO, &limit_ms, sizeof limit_ms) || zmq_bind(in, endpoint)) continue;
  for (int i = 0; i < 100 && got < 0; ++i) zmq_send(out, "2", 1, ZMQ_DONTWAIT), got = zmq_recv(in, text, 1, 0);
  return got < 0;
}
