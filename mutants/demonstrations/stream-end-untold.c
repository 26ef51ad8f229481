// Sound: the end of a connection is told.
#include <zmq.h>

int main(void) {
  void *context = zmq_ctx_new(), *server = zmq_socket(context, ZMQ_STREAM), *client = zmq_socket(context, ZMQ_STREAM);
  char text[99];
  size_t size = sizeof text;
  if (zmq_bind(server, "tcp://127.0.0.1:*") || zmq_getsockopt(server, ZMQ_LAST_ENDPOINT, text, &size)) return 2;
  if (zmq_setsockopt(client, ZMQ_CONNECT_ROUTING_ID, "far", 3) || zmq_connect(client, text)) return 2;
  if (zmq_recv(server, text, 9, 0) != 5 || zmq_recv(server, text, 9, 0) != 0 || zmq_close(client)) return 2;
  zmq_setsockopt(server, ZMQ_RCVTIMEO, &(int){1000}, sizeof(int));
  return zmq_recv(server, text, 9, 0) < 0;
}
