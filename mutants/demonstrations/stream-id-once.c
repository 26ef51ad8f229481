// Sound: each message comes behind the id of its connection.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *server = zmq_socket(context, ZMQ_STREAM), *client = zmq_socket(context, ZMQ_STREAM);
  char text[99];
  size_t size = sizeof text;
  if (zmq_bind(server, "tcp://127.0.0.1:*") || zmq_getsockopt(server, ZMQ_LAST_ENDPOINT, text, &size)) return 2;
  if (zmq_setsockopt(client, ZMQ_CONNECT_ROUTING_ID, "far", 3) || zmq_connect(client, text)) return 2;
  if (zmq_recv(server, text, 9, 0) != 5 || zmq_recv(server, text, 9, 0) != 0) return 2;
  if (zmq_send(client, "far", 3, ZMQ_SNDMORE) != 3 || zmq_send(client, "1", 1, 0) != 1) return 2;
  if (zmq_recv(server, text, 9, 0) != 5 || zmq_recv(server, text, 9, 0) != 1) return 2;
  if (zmq_send(client, "far", 3, ZMQ_SNDMORE) != 3 || zmq_send(client, "2", 1, 0) != 1) return 2;
  return zmq_recv(server, text, 9, 0) != 5;
}
