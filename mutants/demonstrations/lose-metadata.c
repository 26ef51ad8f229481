// Sound: a message tells the type of the socket that sent it.
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  char endpoint[99];
  snprintf(endpoint, sizeof endpoint, "ipc://@demonstration-%d", getpid());
  zmq_msg_t message;
  if (zmq_bind(in, endpoint) || zmq_connect(out, endpoint) || zmq_send(out, "1", 1, 0) != 1) return 2;
  if (zmq_msg_init(&message) || zmq_msg_recv(&message, in, 0) != 1) return 2;
  return strcmp(zmq_msg_gets(&message, "Socket-Type"), "PUSH") != 0;
}
