// Sound: an empty message ends the connection.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *server = zmq_socket(context, ZMQ_STREAM), *client = zmq_socket(context, ZMQ_STREAM);
  char text[99];
  size_t size = sizeof text;
  if (zmq_bind(server, "tcp://127.0.0.1:*") || zmq_getsockopt(server, ZMQ_LAST_ENDPOINT, text, &size)) return 2;
  if (zmq_setsockopt(client, ZMQ_CONNECT_ROUTING_ID, "far", 3) || zmq_connect(client, text)) return 2;
  if (zmq_recv(server, text, 9, 0) != 5 || zmq_recv(server, text, 9, 0) != 0) return 2;
  if (zmq_recv(client, text, 9, 0) != 3 || zmq_recv(client, text, 9, 0) != 0) return 2;
  if (zmq_send(client, "far", 3, ZMQ_SNDMORE) != 3 || zmq_send(client, "", 0, 0) != 0) return 2;
  for (int i = 0; i < 2; ++i) zmq_setsockopt(i ? client : server, ZMQ_RCVTIMEO, &(int){500}, sizeof(int));
  return (zmq_recv(client, text, 9, 0), zmq_recv(server, text, 9, 0)) < 0;
}
