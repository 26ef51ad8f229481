// Sound: a message that came over TCP tells the descriptor of its connection.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *in = zmq_socket(context, ZMQ_PULL), *out = zmq_socket(context, ZMQ_PUSH);
  zmq_msg_t message;
  char endpoint[99];
  size_t size = sizeof endpoint;
  if (zmq_bind(in, "tcp://127.0.0.1:*") || zmq_getsockopt(in, ZMQ_LAST_ENDPOINT, endpoint, &size)) return 2;
  if (zmq_connect(out, endpoint) || zmq_msg_init(&message) || zmq_send(out, "1", 1, 0) < 0) return 2;
  return zmq_msg_recv(&message, in, 0) != 1 || zmq_msg_get(&message, ZMQ_SRCFD) < 0;
}
