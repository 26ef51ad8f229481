// Sound: a connection comes from the local address that was asked for.
#include <stdio.h>
#include <string.h>
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  char there[64], both[96];
  size_t size = sizeof there;
  if (zmq_bind(in, "tcp://127.0.0.1:*") || zmq_getsockopt(in, ZMQ_LAST_ENDPOINT, there, &size)) return 2;
  snprintf(both, sizeof both, "tcp://127.0.0.2:0;%s", there + sizeof "tcp://" - 1);
  zmq_msg_t message;
  if (zmq_msg_init(&message) || zmq_connect(out, both) || zmq_send(out, "1", 1, 0) != 1) return 2;
  return zmq_msg_recv(&message, in, 0) != 1 || strcmp(zmq_msg_gets(&message, "Peer-Address"), "127.0.0.2") != 0;
}
